"""Settings shared by every place where the site runs; secrets come from the environment."""

from pathlib import Path

import environ

env = environ.Env()


def given(name, default):
    """Return a variable of the environment; an empty one counts as not set."""
    return env(name, default="").strip() or default


def listed(name):
    """Return the parts between the commas of a variable, without blanks and slashes at their ends."""
    parts = (part.strip().rstrip("/") for part in given(name, "").split(","))
    return [part for part in parts if part]


def is_on(name):
    """Say whether a switch of the environment is on, as it is unless it says otherwise."""
    return env.parse_value(given(name, "true"), bool)


BASE_DIR = Path(__file__).resolve().parents[2]
# What the running site writes (database, uploads, mail in development) stays in one folder.
VAR_DIR = Path(given("VAR_DIR", BASE_DIR / "var"))

INSTALLED_APPS = [
    "home",
    "events",
    "stories",
    "cms",
    "wagtail_modeladmin",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "cms.page_cache.middleware.PageCacheMiddleware",
    "cms.languages.LanguageMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.middleware.CompressPagesMiddleware",
    "cms.middleware.SecurityHeadersMiddleware",
    "cms.middleware.ContentPolicyMiddleware",
    "cms.middleware.ReadableTextMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "cms.middleware.KindMethodErrorsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.short_addresses.ShortAddressMiddleware",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
CSRF_FAILURE_VIEW = "stories.views.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]


def database(url):
    """Return Django's database dictionary for a database URL, with the options each engine needs."""
    config = env.db_url_config(url)
    if config["ENGINE"].endswith("sqlite3"):
        # The deferred default raises "database is locked" under parallel writes: take the write
        # lock at BEGIN and wait for it instead.
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL",
        }
    else:
        config["CONN_MAX_AGE"] = int(given("DATABASE_CONN_MAX_AGE", 60))
        config["CONN_HEALTH_CHECKS"] = True
    return config


DATABASES = {"default": database(given("DATABASE_URL", f"sqlite:///{VAR_DIR}/site.sqlite3"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = given("REDIS_URL", "")
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
    }
    if REDIS_URL
    else {
        # Shared by all processes of one machine. It counts nothing safely and throws a part away
        # when it is full, so it only keeps what may be lost; cms.rate_limit says who counts.
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": VAR_DIR / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# Whether whole pages are kept for visitors who are not signed in.
PAGE_CACHE = is_on("PAGE_CACHE")
# A cache in front that understands PURGE; it is told when a page changed, and asks again within a
# minute anyway.
PURGE_URL = given("PURGE_URL", "")
if PURGE_URL:
    INSTALLED_APPS.append("wagtail.contrib.frontend_cache")
    WAGTAILFRONTENDCACHE = {
        "front": {
            "BACKEND": "wagtail.contrib.frontend_cache.backends.HTTPBackend",
            "LOCATION": PURGE_URL,
        }
    }

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

AUTHENTICATION_BACKENDS = ["stories.sign_in.StaffBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# The first is that of the addresses without a prefix, and of all that staff see.
LANGUAGES = [("en", "English"), ("es", "Spanish")]
LANGUAGE_CODE = "en"
TIME_ZONE = given("TIME_ZONE", "America/New_York")
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(given("STATIC_ROOT", VAR_DIR / "static"))
MEDIA_URL = "/media/"
MEDIA_ROOT = Path(given("MEDIA_ROOT", VAR_DIR / "media"))
# A server in front may hand out the public folder; else the site does it by itself.
SERVE_MEDIA = is_on("SERVE_MEDIA")
# Files of submissions: outside of the public folder, served only by a view that asks permission.
PRIVATE_MEDIA_ROOT = Path(given("PRIVATE_MEDIA_ROOT", VAR_DIR / "private"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "cms.storage.PrivateStorage",
        "OPTIONS": {"location": PRIVATE_MEDIA_ROOT, "file_permissions_mode": 0o600},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 10 * 2**20
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
FILE_UPLOAD_HANDLERS = [
    "stories.uploads.PictureLimitHandler",
    "stories.uploads.VideoLimitHandler",
    "stories.uploads.CaptionsLimitHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# How often one address may send the story form within ten minutes; a whole clinic may share one.
STORY_FORM_LIMIT = int(given("STORY_FORM_LIMIT", 60))
# Signs what the mail server says about mails that came back; without it nobody can say it.
BOUNCE_SECRET = given("BOUNCE_SECRET", "")
# Whether the worker opens the posts in which senders have published their story already.
LOOK_AT_POSTS = is_on("LOOK_AT_POSTS")
FILE_UPLOAD_PERMISSIONS = 0o640

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# How many proxies of ours stand in front and append to X-Forwarded-For.
TRUSTED_PROXIES = int(given("TRUSTED_PROXIES", 0))

# Public pages are cached, so no nonce: nothing but files of our own (architecture.md).
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

# Wagtail's own admin pages carry inline scripts and styles without a nonce (date pickers, choosers).
ADMIN_CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'", "'unsafe-inline'"],
        "style-src": ["'self'", "'unsafe-inline'"],
        "img-src": ["'self'", "data:", "blob:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "media-src": ["'self'"],
        "frame-src": ["'self'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    }
}

EMAIL_CONFIG = env.email_url_config(given("EMAIL_URL", "consolemail://"))
vars().update(EMAIL_CONFIG)
# Seconds; without a limit one silent mail server would hold the worker and the tick for good.
EMAIL_TIMEOUT = int(given("EMAIL_TIMEOUT", 15))
DEFAULT_FROM_EMAIL = given("DEFAULT_FROM_EMAIL", "#IHeartHIT <stories@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

WAGTAIL_SITE_NAME = "#IHeartHIT"
WAGTAIL_I18N_ENABLED = True
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
# The screens of staff are English throughout; Wagtail's words in another language would be half of them.
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:1]
WAGTAILADMIN_BASE_URL = given("SITE_URL", "http://127.0.0.1:8000")
WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
# The second step of an import may be answered by another process than the first.
WAGTAIL_REDIRECTS_FILE_STORAGE = "cache"
# Bound once, for pages too: ours hands pages on to Wagtail's own.
WAGTAIL_FINISH_WORKFLOW_ACTION = "stories.review_end.finish_workflow"
WAGTAILIMAGES_IMAGE_MODEL = "cms.CampaignImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.forms.CleanImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "heic"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 2**20
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"jpeg": "webp", "png": "webp", "heic": "webp"}
# The worker makes the sizes of a new picture, so that no visitor waits for them.
PICTURES_AHEAD = True
# On screens with two pixels a point nobody sees the difference to Wagtail’s 61; a third of the bytes goes.
WAGTAILIMAGES_AVIF_QUALITY = 50
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "pptx", "xlsx", "txt", "csv"]
# Files that staff upload are taken along, never opened under the address of the site.
WAGTAILDOCS_INLINE_CONTENT_TYPES = []
WAGTAILEMBEDS_FINDERS = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "modelsearch.backends.database"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"without_private_addresses": {"()": "cms.logs.WithoutPrivateAddresses"}},
    "handlers": {
        "console": {
            "class": "logging.StreamHandler",
            "filters": ["without_private_addresses"],
        }
    },
    "root": {"handlers": ["console"], "level": given("LOG_LEVEL", "INFO")},
    "loggers": {
        # Without the handlers that Django gives it: they write each line once more, or mail it.
        "django": {"handlers": []},
        # At INFO it writes the title of every page it makes, and a title may be a person's words.
        "wagtail": {"level": "WARNING"},
    },
}
