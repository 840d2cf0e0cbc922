"""Settings from the environment: small typed readers with a clear error for the operator."""

import os
import secrets
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def text(name: str, default: str = "") -> str:
    return os.environ.get(f"INTERKOMM_{name}", default)


def switch(name: str, *, default: bool) -> bool:
    value = text(name, "1" if default else "0").lower()
    if value in {"1", "true", "yes", "on"}:
        return True
    if value in {"0", "false", "no", "off", ""}:
        return False
    raise ImproperlyConfigured(f"INTERKOMM_{name} must be 1 or 0, not {value!r}")


def number(name: str, default: int) -> int:
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"INTERKOMM_{name} must be a whole number, not {value!r}") from None


def words(name: str, default: str = "") -> list[str]:
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def data_directory() -> Path:
    """Where the database, files, keys and collected static files of this installation live."""
    return Path(text("DATA", "interkomm-data")).resolve()


def secret_key(directory: Path) -> str:
    """The key from INTERKOMM_SECRET_KEY, else from `secret.key` in the data directory, made on first use."""
    if given := text("SECRET_KEY"):
        return given
    path = directory / "secret.key"
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        directory.mkdir(parents=True, exist_ok=True)
        try:
            with path.open("x", encoding="ascii") as file:
                path.chmod(0o600)
                file.write(secrets.token_urlsafe(50))
        except FileExistsError:
            pass  # another process was faster
        return path.read_text(encoding="ascii").strip()


SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=FULL;"  # what was acknowledged is stored, also after a power failure
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16000;"
    "PRAGMA journal_size_limit=67108864;"
)


def database(directory: Path) -> dict[str, object]:
    """The database from INTERKOMM_DATABASE_URL (postgresql://user:password@host:port/name), else SQLite in the data directory."""
    address = text("DATABASE_URL")
    if not address:
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": directory / "interkomm.sqlite3",
            "CONN_MAX_AGE": None,
            "OPTIONS": {"init_command": SQLITE_PRAGMAS, "transaction_mode": "IMMEDIATE", "timeout": 20},
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured("INTERKOMM_DATABASE_URL must begin with postgresql://")
    options: dict[str, object] = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options["pool"] = {"min_size": 1, "max_size": number("DATABASE_POOL", 6), "timeout": 20}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 0,
        "OPTIONS": options,
    }
