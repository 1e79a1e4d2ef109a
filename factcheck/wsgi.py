"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.setup import limits, secret_files

secret_files.load()
limits.declare(limits.WEB)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
application = get_wsgi_application()

from factcheck.archive.temporary import remove_abandoned_uploads  # noqa: E402  (reads the settings)

remove_abandoned_uploads()
