from django.apps import AppConfig


class BareConfig(AppConfig):
    name = "factcheck.operations.bench.bare"
    label = "bare"
