from django.apps import AppConfig


class ClaimsConfig(AppConfig):
    name = "factcheck.claims"
    label = "claims"

    def ready(self) -> None:
        from factcheck.claims import rules  # noqa: F401  (registers the permissions)
