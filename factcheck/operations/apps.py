from django.apps import AppConfig
from django.contrib.staticfiles.apps import StaticFilesConfig


class OperationsConfig(AppConfig):
    name = "factcheck.operations"
    label = "operations"


class StaticFiles(StaticFilesConfig):
    """Static files without those of libraries: 20 MB that none of our pages uses and that take long to compress."""

    ignore_patterns: list[str] = [*StaticFilesConfig.ignore_patterns, "rest_framework", "django_htmx"]
