"""Development: nothing to set, every mail readable in the browser."""

from cms.settings.base import *  # noqa: F403
from cms.settings.base import BASE_DIR, LOGGING, MIDDLEWARE, VAR_DIR, env, given

DEBUG = True
MIDDLEWARE = [
    # Around the error pages, too.
    "cms.languages.LanguageMiddleware",
    "cms.middleware.OwnErrorPagesMiddleware",
    *MIDDLEWARE,
]
# Only for a machine of one's own: production refuses to start without a secret of its own.
SECRET_KEY = env("SECRET_KEY", default="development-only-" + "x" * 40)
ALLOWED_HOSTS = ["*"]
# Who changes a template wants to see it at once.
PAGE_CACHE = env.parse_value(given("PAGE_CACHE", "false"), bool)
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = VAR_DIR / "mail"
WAGTAILADMIN_BASE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}")
WAGTAILAPI_BASE_URL = WAGTAILADMIN_BASE_URL
(BASE_DIR / "var").mkdir(exist_ok=True)
VAR_DIR.mkdir(parents=True, exist_ok=True)
# A calm terminal: no line for each answer that went well, nor for each restart after a change.
LOGGING = {
    **LOGGING,
    "loggers": {
        **LOGGING["loggers"],
        "django.server": {"level": "WARNING", "propagate": True},
        "django.utils.autoreload": {"level": "WARNING"},
    },
}
