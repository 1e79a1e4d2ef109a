from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "factcheck.publishing"
    label = "publishing"

    def ready(self) -> None:
        from factcheck.publishing import rules  # noqa: F401  (registers the permissions)
