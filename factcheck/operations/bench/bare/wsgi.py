"""The WSGI application of the baseline."""

import os

from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "factcheck.operations.bench.bare.settings"
application = get_wsgi_application()
