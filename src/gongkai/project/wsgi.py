"""The server's entry point: Django, and before it the public pages that were rendered already."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")
_django = get_wsgi_application()

from django.conf import settings  # noqa: E402  the settings are known from here on

from gongkai.pages.store import Store  # noqa: E402
from gongkai.pages.watch import watch_of  # noqa: E402
from gongkai.project.front import Front  # noqa: E402

application = _django if settings.DEBUG else Front(_django, Store(settings.PAGES_MEMORY), watch_of())
