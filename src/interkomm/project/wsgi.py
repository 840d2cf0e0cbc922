"""Server entry: Django behind the page store."""

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "interkomm.project.settings")

import django

django.setup(set_prefix=False)

from django.conf import settings  # noqa: E402
from django.core.handlers.wsgi import WSGIHandler  # noqa: E402

from interkomm.foundation.pages.store import PageStore  # noqa: E402
from interkomm.foundation.pages.wsgi import StoringHandler  # noqa: E402

application = StoringHandler(WSGIHandler(), PageStore(settings.PAGE_STORE_BYTES))
