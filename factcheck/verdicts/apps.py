from django.apps import AppConfig


class VerdictsConfig(AppConfig):
    name = "factcheck.verdicts"
    label = "verdicts"

    def ready(self) -> None:
        from factcheck.verdicts import rules  # noqa: F401  (registers the permissions)
