from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class OperationsConfig(AppConfig):
    name = "factcheck.operations"
    label = "operations"


class StaticFiles(StaticFilesConfig):
    """Collects what our pages use: other libraries bring 20 MB that no page of ours asks for, and that take long to compress."""

    ignore_patterns: list[str] = [*StaticFilesConfig.ignore_patterns, "rest_framework", "django_htmx"]
