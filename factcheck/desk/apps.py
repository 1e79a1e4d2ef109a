from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "factcheck.desk"
    label = "desk"
