"""Finds the command of `manage.py`. No garbage is collected before that: imports create many objects, and nearly all remain."""

import gc

from django.core.management import ManagementUtility
from django.core.management.base import BaseCommand


class Commands(ManagementUtility):
    def fetch_command(self, subcommand: str) -> BaseCommand:
        command = super().fetch_command(subcommand)
        gc.freeze()  # so that no collection traverses the libraries and the models
        gc.set_threshold(50_000, 20, 20)  # as in the web processes; a command imports the views, too, if it checks the URLs
        gc.enable()
        return command
