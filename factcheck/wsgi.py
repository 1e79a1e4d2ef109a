"""The WSGI application."""

import os

from django.core.wsgi import get_wsgi_application

from factcheck.setup import limits

limits.declare(limits.WEB)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "factcheck.settings")
application = get_wsgi_application()
