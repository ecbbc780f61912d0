"""The door for synchronous web servers, the ones we recommend."""

import gc
import os
from importlib import import_module

from django.conf import settings
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

application = get_wsgi_application()

# With `--preload` the workers share what is read before they part, for as long as nobody writes to it: read all views
# now, and keep the garbage collector from writing its marks into what stays for good anyway.
import_module(settings.ROOT_URLCONF)
gc.collect()
gc.freeze()
