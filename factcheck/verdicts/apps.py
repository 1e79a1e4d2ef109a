from django.apps import AppConfig


class VerdictsConfig(AppConfig):
    name = "factcheck.verdicts"
    label = "verdicts"

    def ready(self) -> None:
        from factcheck.accounts import open_work
        from factcheck.ledger import observers
        from factcheck.verdicts import rules  # noqa: F401  (registers the permissions)
        from factcheck.verdicts.actions import OpenVerdicts
        from factcheck.verdicts.changes import mark_changes

        open_work.register(OpenVerdicts())
        observers.register(mark_changes)
