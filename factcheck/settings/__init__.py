"""Django settings, read from environment variables, which docs/running.md lists. An invalid value prevents the start.

Each module contains the settings of one area.
"""

from factcheck.settings.api import *
from factcheck.settings.database import *
from factcheck.settings.fetching import *
from factcheck.settings.files import *
from factcheck.settings.http import *
from factcheck.settings.installation import *
from factcheck.settings.ledger import *
from factcheck.settings.logs import *
from factcheck.settings.mail import *
from factcheck.settings.monitoring import *
from factcheck.settings.sharing import *
from factcheck.settings.sign_in import *
from factcheck.settings.single_sign_on import *
from factcheck.variables import reject_unknown

reject_unknown()
