from django.apps import AppConfig
from django.conf import settings
from django.core.signals import request_started


class WebConfig(AppConfig):
    name = "factcheck.web"
    label = "web"

    def ready(self) -> None:
        from factcheck.web import (
            database_locale,  # noqa: F401  (connects its signal receiver)
            error_reports,
            saving,
        )

        request_started.connect(saving.begin, dispatch_uid="factcheck.web.saving")
        if settings.SENTRY_DSN:
            error_reports.start(settings.SENTRY_DSN)
