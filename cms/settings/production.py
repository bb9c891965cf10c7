"""Production: refuses to start, with one clear line for each secret that is missing or weak."""

import sys

from cms.settings.base import *  # noqa: F403
from cms.settings.base import STORAGES, given, is_on, listed

REQUIRED = {
    "SECRET_KEY": "a long random text that only this site knows",
    "ALLOWED_HOSTS": "the host names of the site, separated by commas",
    "DATABASE_URL": "the address of the PostgreSQL database",
    "EMAIL_URL": "the mail server, for example smtp+tls://user:password@mail.example.org:587",
    "SITE_URL": "the public address of the site, for example https://stories.example.org",
}
SHORTEST_SECRET = 32
problems = []
for name, what in REQUIRED.items():
    value = given(name, "")
    if not value:
        problems.append(f"{name} is not set: it must hold {what}.")
    elif name == "SECRET_KEY" and len(value) < SHORTEST_SECRET:
        problems.append(f"{name} is too short: it must have at least {SHORTEST_SECRET} characters.")
if 0 < len(given("BOUNCE_SECRET", "")) < SHORTEST_SECRET:
    problems.append(
        f"BOUNCE_SECRET is too short: it must have at least {SHORTEST_SECRET} characters."
    )
if problems:
    sys.stderr.writelines(f"{problem}\n" for problem in problems)
    sys.stderr.write("The site does not start without these. See .env.example.\n")
    raise SystemExit(2)

DEBUG = False
SECRET_KEY = given("SECRET_KEY", "")
ALLOWED_HOSTS = listed("ALLOWED_HOSTS")
WAGTAILADMIN_BASE_URL = given("SITE_URL", "").rstrip("/")
CSRF_TRUSTED_ORIGINS = listed("CSRF_TRUSTED_ORIGINS") or [WAGTAILADMIN_BASE_URL]

# TLS ends at the proxy in front; it must set this header and drop a visitor's own.
HTTPS = is_on("HTTPS")
# Without the proxy's word about the visitor, all visitors would share one address and its limits.
TRUSTED_PROXIES = int(given("TRUSTED_PROXIES", 1 if HTTPS else 0))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
# Previews are shown in a frame of the admin (W019); nobody asked for the browsers' list (W021).
SILENCED_SYSTEM_CHECKS = ["security.W019", "security.W021"]
SESSION_COOKIE_SECURE = HTTPS
CSRF_COOKIE_SECURE = HTTPS
if HTTPS:
    SESSION_COOKIE_NAME = "__Host-session"
    CSRF_COOKIE_NAME = "__Host-csrf"

STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "cms.static_files.FoldedStaticFilesStorage"},
}
