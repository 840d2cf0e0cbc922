"""What each server process runs: static files, then the page store, then Django."""

import gc

from django.conf import settings
from django.urls import get_resolver

from interkomm.foundation.health import probes
from interkomm.project.operation.lifeline import die_with_parent
from interkomm.project.operation.static import StaticFiles
from interkomm.project.wsgi import application as pages

die_with_parent()
probes.watch_page_store(pages.store)
application = StaticFiles(pages, settings.STATIC_ROOT)
_ = get_resolver().url_patterns  # views and forms are imported now, not in the first request
gc.collect()
gc.freeze()  # modules and tables live as long as the process: no need to walk them in every full collection
