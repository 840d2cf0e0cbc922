"""Django settings. Everything an operator may change comes from the environment (docs/operations.md)."""

from pathlib import Path

from csp.constants import NONE, SELF

from interkomm.project import environment as env

PACKAGE = Path(__file__).resolve().parent.parent
DATA_DIR = env.data_directory()

DEBUG = env.switch("DEBUG", default=False)
SECRET_KEY = env.secret_key(DATA_DIR)
ALLOWED_HOSTS = env.words("HOSTS", "localhost,127.0.0.1,[::1]")
PUBLIC_URL = env.text("PUBLIC_URL", "http://localhost:8000").rstrip("/")
CSRF_TRUSTED_ORIGINS = [PUBLIC_URL]
BEHIND_HTTPS = PUBLIC_URL.startswith("https://")
SITE_TITLE = env.text("TITLE", "Interkomm")
IS_DEMO = env.switch("DEMO", default=False)
VERSION = "0.1.0"
SOURCE_URL = env.text("SOURCE_URL")  # where the source of the running version can be had (EUPL-1.2, Art. 5)
OPERATOR = {  # who runs this site: for imprint, privacy notice and accessibility statement
    "name": env.text("OPERATOR_NAME"),
    "address": env.text("OPERATOR_ADDRESS"),  # lines separated by |
    "represented_by": env.text("OPERATOR_REPRESENTED_BY"),
    "email": env.text("OPERATOR_EMAIL"),
    "phone": env.text("OPERATOR_PHONE"),
    "privacy_officer": env.text("OPERATOR_PRIVACY_OFFICER"),
    "accessibility_email": env.text("OPERATOR_ACCESSIBILITY_EMAIL"),
    "state": env.text("OPERATOR_STATE", "SN"),  # ISO 3166-2 code of the Land whose law on accessibility applies
    "enforcement_body": env.text("OPERATOR_ENFORCEMENT_BODY"),  # its address, lines separated by |
}

CONTEXTS = [  # lowest first; the order is checked against the layers in pyproject.toml
    "ui",
    "accounts",
    "foundation",
    "places",
    "organisations",
    "catalogue",
    "cooperation",
    "planning",
    "participation",
    "exchange",
    "notifications",
    "portal",
]
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    *[f"interkomm.{context}" for context in CONTEXTS],
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "interkomm.ui.language.PathLanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "interkomm.foundation.requests.middleware.RequestLogMiddleware",
    "interkomm.foundation.requests.middleware.PrivatePagesMiddleware",
    "interkomm.foundation.requests.middleware.NullCharacterMiddleware",
    "interkomm.foundation.submissions.once.OnceMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "interkomm.project.urls"
WSGI_APPLICATION = "interkomm.project.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [PACKAGE / context / "templates" for context in CONTEXTS],
        "APP_DIRS": False,
        "OPTIONS": {"environment": "interkomm.ui.jinja.environment", "auto_reload": DEBUG},
    },
    {  # only for packages that bring Django templates
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    },
]
FORM_RENDERER = "django.forms.renderers.DjangoTemplates"

DATABASES = {"default": env.database(DATA_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ── language and time ───────────────────────────────────────────────────────────────────────────────────────────────
LANGUAGE_CODE = "de"
LANGUAGES = [("de", "Deutsch"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Berlin"

# ── people ──────────────────────────────────────────────────────────────────────────────────────────────────────────
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "interkomm.accounts.sign_in.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CHANGE_EMAIL = True  # one address an account; the new one counts when it is confirmed
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_RESEND_COUNT = 2
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
# Limits leave room for a school class or a town hall behind one address; guessing is stopped per account and caller
# (axes), and mails are limited per recipient ("key").
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "300/m/ip",
    "signup": "100/m/ip",
    "request_login_code": "100/m/ip,3/m/key",
    "reset_password": "100/m/ip,3/m/key",
    "reset_password_from_key": "100/m/ip",
    "confirm_email": "1/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if env.switch("BEHIND_PROXY", default=False) else 0
MFA_ADAPTER = "interkomm.accounts.sign_in.second_factor.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS = {"webauthn_login": "100/m/ip"}
MFA_TOTP_ISSUER = SITE_TITLE
MFA_TOTP_TOLERANCE = 1  # clocks of telephones go wrong by up to half a minute
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not BEHIND_HTTPS
USERSESSIONS_TRACK_ACTIVITY = False
SOCIALACCOUNT_ADAPTER = "interkomm.accounts.sign_in.social.SocialAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True  # narrowed in the adapter to addresses that both sides have confirmed
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_PROVIDERS: dict[str, object] = {}
OIDC_ORIGINS: list[str] = []
if OIDC_SERVER := env.text("OIDC_SERVER"):
    OIDC_ORIGINS = ["/".join(OIDC_SERVER.split("/")[:3]), *env.words("OIDC_ORIGINS")]
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "oidc",
                "name": env.text("OIDC_NAME", "Anmeldung der Verwaltung"),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.text("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": OIDC_SERVER},
            }
        ],
    }
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_USERNAME_CALLABLE = "interkomm.accounts.sign_in.lockout.account_of"
AXES_CLIENT_IP_CALLABLE = "interkomm.accounts.sign_in.lockout.caller_of"
AXES_LOCKOUT_CALLABLE = "interkomm.accounts.sign_in.lockout.locked_out"
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ACCESS_FAILURE_LOG = False
AXES_DISABLE_ACCESS_LOG = True
AXES_SENSITIVE_PARAMETERS = ["login", "password", "csrfmiddlewaretoken", "next"]
AXES_VERBOSE = False

# ── protection ──────────────────────────────────────────────────────────────────────────────────────────────────────
SESSION_COOKIE_NAME = "interkomm_session"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_HTTPS
SESSION_COOKIE_AGE = 60 * 60 * 12
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_SECURE = BEHIND_HTTPS
CSRF_COOKIE_NAME = "interkomm_form"  # set only by pages with a form of a session (sign-in, staff pages)
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "interkomm.ui.errors.csrf_failure"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31536000 if BEHIND_HTTPS else 0
if env.switch("BEHIND_PROXY", default=False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"
TILES_URL = env.text("TILES_URL")
TILES_ATTRIBUTION = env.text("TILES_ATTRIBUTION")
TILES_LAYERS = env.text("TILES_LAYERS")
TILES_KIND = env.text("TILES_KIND", "xyz")
_tile_hosts = ["/".join(TILES_URL.replace("{s}", "*").split("/")[:3])] if TILES_URL else []
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", *_tile_hosts],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF, *OIDC_ORIGINS],  # browsers apply it to the redirect after a form, too
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = (
    3_500 * 1024
)  # the longest wording (`cooperation.instruments`), also with two bytes a letter
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_MB", 25) * 1024 * 1024

# ── files ───────────────────────────────────────────────────────────────────────────────────────────────────────────
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
FILES_ROOT = DATA_DIR / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_ROOT}},
    "staticfiles": {"BACKEND": "interkomm.ui.storage.CompressedManifestStorage"},
}

# ── mail: stored first, sent by the worker ──────────────────────────────────────────────────────────────────────────
EMAIL_BACKEND = "interkomm.notifications.outbox.backend.OutboxBackend"
OUTBOX_TRANSPORT = env.text(
    "MAIL_TRANSPORT", "django.core.mail.backends.smtp.EmailBackend" if env.text("SMTP_HOST") else ""
)
EMAIL_HOST = env.text("SMTP_HOST", "localhost")
EMAIL_PORT = env.number("SMTP_PORT", 587)
EMAIL_HOST_USER = env.text("SMTP_USER")
EMAIL_HOST_PASSWORD = env.text("SMTP_PASSWORD")
EMAIL_USE_TLS = env.switch("SMTP_STARTTLS", default=True)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "interkomm@localhost")

# ── work in the background ──────────────────────────────────────────────────────────────────────────────────────────
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 20000}}}
CHECK_LINKS = env.switch("CHECK_LINKS", default=True)  # ask the web addresses of catalogue cases each night
FLOOD_LIMIT = env.number(
    "FLOOD_LIMIT", 200
)  # contributions from one address in ten minutes before all are checked first
PAGE_STORE_BYTES = env.number("PAGE_STORE_MB", 48) * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "interkomm.foundation.requests.logs.JsonFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["console"], "level": env.text("LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
    },
}
SILENCED_SYSTEM_CHECKS = ["security.W019"]
