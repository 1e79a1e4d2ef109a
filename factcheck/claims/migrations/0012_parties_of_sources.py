"""A party belongs to a claim. Each claim whose record refers to a source that was marked as a party gets that party.

The entries have no person: the upgrade makes them. The mark of the source stays in its column, for the digests of its rows.
"""

from django.db import migrations
from django.db.models import Q

UNSTATED = "Marked as a party to the dispute before parties belonged to claims."


def add_parties(apps, schema_editor):
    from factcheck.ledger.actions import NewEntry, record_many

    Claim, Party = apps.get_model("claims", "Claim"), apps.get_model("claims", "Party")
    Evidence, Source = apps.get_model("evidence", "Evidence"), apps.get_model("articles", "Source")
    entries = []
    for source in Source.objects.filter(is_party=True).order_by("id"):
        items = Evidence.objects.filter(
            Q(source=source) | Q(origin=source) | Q(source=None, revision__article__outlet=source), withdrawn_at=None
        )
        claims = Claim.objects.filter(Q(pk__in=items.values("claim_id")) | Q(claimant__source=source))
        for claim_id in claims.order_by("id").values_list("id", flat=True):
            interest = source.interest.strip() or UNSTATED
            party = Party.objects.create(claim_id=claim_id, source=source, interest=interest)
            after = {"claim": claim_id, "source": source.pk, "actor": None, "interest": interest}
            entries.append(NewEntry(action="party.named", subject=party, after=after))
    record_many(person=None, entries=entries)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0011_parties"),
        ("articles", "0007_revision_reader"),
        ("evidence", "0005_rename_search"),
        ("ledger", "0005_rename_touch"),
    ]
    operations = [migrations.RunPython(add_parties, migrations.RunPython.noop)]
