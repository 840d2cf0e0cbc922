"""Settings of the tests: the product's own, with a data directory that vanishes and cheap password hashes."""

import atexit
import os
import shutil
import tempfile


def vanishing_directory(prefix: str) -> str:
    """A directory that is removed when this process ends."""
    made = tempfile.mkdtemp(prefix=prefix)
    atexit.register(shutil.rmtree, made, ignore_errors=True)
    return made


if "INTERKOMM_DATA" not in os.environ:  # parallel test processes inherit it
    os.environ["INTERKOMM_DATA"] = vanishing_directory("interkomm-test-")
os.environ.setdefault("INTERKOMM_SECRET_KEY", "only-for-tests")
os.environ.setdefault("INTERKOMM_LOG_LEVEL", "ERROR")

from tests import databases  # noqa: E402

databases.prepare()

from interkomm.project.settings import *  # noqa: E402, F403
from interkomm.project.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # a file, not memory: several connections (threads, the page store's reader) must see the same database
    _directory = vanishing_directory("interkomm-db-")
    DATABASES["default"]["TEST"] = {"NAME": f"{_directory}/test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
else:
    DATABASES["default"]["OPTIONS"].pop(
        "pool"
    )  # open connections of a pool would keep the test database from being dropped
