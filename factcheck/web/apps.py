from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "factcheck.web"
    label = "web"

    def ready(self) -> None:
        from factcheck.web import database_locale  # noqa: F401  (looks at the first connection)
