"""The initial rating scale. Administrators can edit it."""

from django.db import migrations

SCALE = [
    ("True", "supported", 5, "The evidence supports the claim; nothing of weight speaks against it."),
    ("Mostly true", "supported", 4, "Right in its substance; a detail is imprecise."),
    ("Half true", "conflicting", 3, "Parts hold and parts do not."),
    ("Mostly false", "refuted", 2, "Wrong in its substance; something in it is right."),
    ("False", "refuted", 1, "The evidence contradicts the claim; nothing of weight speaks for it."),
    ("Misleading", "refuted", None, "Built from things that may be right, to a conclusion that is not."),
    ("Unproven", "not_enough", None, "The evidence found does not decide it."),
]


def seed(apps, schema_editor):
    from factcheck.ledger.actions import record

    Rating = apps.get_model("verdicts", "Rating")
    for position, (name, conclusion, number, description) in enumerate(SCALE):
        if Rating.objects.filter(name=name).exists():
            continue
        row = Rating.objects.create(
            name=name, conclusion=conclusion, number=number, description=description, position=position
        )
        record(
            person=None,
            action="rating.added",
            subject=row,
            after={"name": name, "conclusion": conclusion, "number": number},
        )


class Migration(migrations.Migration):
    dependencies = [("verdicts", "0006_kept_whole"), ("ledger", "0003_chain_held_and_rows_digested")]
    operations = [migrations.RunPython(seed, migrations.RunPython.noop)]
