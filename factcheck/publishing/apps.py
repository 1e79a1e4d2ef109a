from django.apps import AppConfig


class PublishingConfig(AppConfig):
    name = "factcheck.publishing"
    label = "publishing"

    def ready(self) -> None:
        from factcheck.publishing import rules  # noqa: F401  (registers the permissions)
        from factcheck.publishing.notices import rules as notice_rules  # noqa: F401
