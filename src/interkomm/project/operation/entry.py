"""What each server process runs: static files, then the page store, then Django."""

from django.conf import settings
from django.urls import get_resolver

from interkomm.foundation.health import probes
from interkomm.project.operation.lifeline import die_with_parent
from interkomm.project.operation.static import StaticFiles
from interkomm.project.wsgi import application as pages

die_with_parent()
probes.watch_page_store(pages.store)
application = StaticFiles(pages, settings.STATIC_ROOT)
_ = get_resolver().url_patterns  # where nobody loaded them before the fork: now, not in the first request
