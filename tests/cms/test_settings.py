"""Production refuses to start without its secrets, and sends what it has over TLS alone."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SECRETS = {
    "SECRET_KEY": "a-long-text-" + "4711" * 12,
    "ALLOWED_HOSTS": "stories.example.org",
    "DATABASE_URL": "sqlite://:memory:",
    "EMAIL_URL": "smtp+tls://user:password@mail.example.org:587",
    "SITE_URL": "https://stories.example.org",
}


def run(code, **environment):
    """Run Python with the production settings and nothing else in its environment."""
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "DJANGO_SETTINGS_MODULE": "cms.settings.production"}
        | environment,
        capture_output=True,
        text=True,
        timeout=60,
    )


def value(expression, **environment):
    """Return what an expression over the production settings says."""
    code = f"import json; from django.conf import settings; print(json.dumps({expression}))"
    done = run(code, **SECRETS | environment)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


class TestProductionWithoutItsSecrets:
    @pytest.mark.parametrize("name", SECRETS)
    @pytest.mark.parametrize("given", [None, "", "  "])
    def test_says_in_one_line_which_is_missing(self, name, given):
        environment = {key: text for key, text in SECRETS.items() if key != name}
        if given is not None:
            environment[name] = given
        done = run("import django; django.setup()", **environment)
        assert done.returncode == 2
        lines = done.stderr.splitlines()
        assert [line for line in lines if line.startswith(f"{name} is not set")] == lines[:1]
        assert "Traceback" not in done.stderr

    @pytest.mark.parametrize("name", ["SECRET_KEY", "BOUNCE_SECRET"])
    def test_a_short_secret_is_refused_in_one_line(self, name):
        done = run("import django; django.setup()", **SECRETS | {name: "s" * 31})
        assert done.returncode == 2
        assert done.stderr.splitlines()[0].startswith(f"{name} is too short: ")
        assert "s" * 31 not in done.stderr

    def test_names_all_at_once(self):
        done = run("import django; django.setup()")
        named = re.findall(r"^(\w+) is not set", done.stderr, re.MULTILINE)
        assert set(named) == set(SECRETS)


class TestProduction:
    def test_passes_the_deployment_checks(self):
        done = run(
            "from django.core.management import execute_from_command_line as run; "
            "run(['manage.py', 'check', '--deploy', '--fail-level', 'WARNING'])",
            **SECRETS,
        )
        assert done.returncode == 0, done.stderr

    def test_keeps_debug_off_and_cookies_on_tls(self):
        assert value(
            "[settings.DEBUG, settings.SESSION_COOKIE_SECURE, settings.CSRF_COOKIE_SECURE, "
            "settings.SESSION_COOKIE_HTTPONLY, settings.SECURE_SSL_REDIRECT]"
        ) == [False, True, True, True, True]

    def test_an_empty_variable_counts_as_not_set(self):
        empty = dict.fromkeys(("HTTPS", "SERVE_MEDIA", "TRUSTED_PROXIES", "MEDIA_ROOT"), "")
        assert value(
            "[settings.HTTPS, settings.SERVE_MEDIA, settings.TRUSTED_PROXIES, "
            "settings.MEDIA_ROOT.name, settings.CSRF_TRUSTED_ORIGINS]",
            **empty,
            CSRF_TRUSTED_ORIGINS="",
        ) == [True, True, 1, "media", ["https://stories.example.org"]]

    def test_tls_can_be_switched_off_for_a_trial(self):
        off = value(
            "[settings.SECURE_SSL_REDIRECT, settings.SESSION_COOKIE_NAME, settings.TRUSTED_PROXIES]",
            HTTPS="false",
        )
        assert off == [False, "sessionid", 0]

    def test_lists_may_have_blanks_and_slashes(self):
        changed = {
            "ALLOWED_HOSTS": "stories.example.org, www.example.org ,",
            "CSRF_TRUSTED_ORIGINS": "https://stories.example.org/, https://www.example.org",
        }
        assert value("[settings.ALLOWED_HOSTS, settings.CSRF_TRUSTED_ORIGINS]", **changed) == [
            ["stories.example.org", "www.example.org"],
            ["https://stories.example.org", "https://www.example.org"],
        ]

    def test_a_silent_mail_server_is_left_after_a_while(self):
        assert value("settings.EMAIL_TIMEOUT") == 15
        assert value("settings.EMAIL_TIMEOUT", EMAIL_TIMEOUT="5") == 5

    def test_binds_cookies_to_the_host(self):
        names = value("[settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME]")
        assert all(name.startswith("__Host-") for name in names)

    def test_asks_for_tls_for_a_year(self):
        assert value("settings.SECURE_HSTS_SECONDS") == 31_536_000

    def test_answers_health_checks_without_tls(self):
        exempt = value("settings.SECURE_REDIRECT_EXEMPT")
        for address in ("healthz", "readyz"):
            assert any(re.search(pattern, address) for pattern in exempt)

    def test_reads_the_mail_server(self):
        found = value("[settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_TLS]")
        assert found == ["mail.example.org", 587, True]

    def test_serves_no_mail_page(self):
        code = (
            "import django; django.setup(); from django.urls import resolve; resolve('/dev/mail/')"
        )
        assert (
            "cms.mailbox" not in run(f"{code}; import sys; print(*sys.modules)", **SECRETS).stdout
        )


class TestExampleOfTheEnvironment:
    """`.env.example` explains what the settings and the image read, no more and no less."""

    PLACES = ("cms/settings/base.py", "cms/settings/production.py", "deploy/entrypoint")
    READ = re.compile(
        r"""(?:env|given|is_on|listed)(?:\.\w+)?\(\s*"([A-Z_]+)"|\$\{([A-Z_]+):-|os\.environ(?:\.get\(|\[)"([A-Z_]+)\""""
    )

    def test_names_every_variable_with_a_sentence_above(self):
        text = "".join((ROOT / place).read_text() for place in self.PLACES)
        read = {name for groups in self.READ.findall(text) for name in groups if name}
        lines = (ROOT / ".env.example").read_text().splitlines()
        explained = {
            line.split("=")[0]
            for above, line in zip(lines, lines[1:], strict=False)
            if re.match(r"[A-Z_]+=", line) and above.startswith("# ")
        }
        assert explained == read


class TestTheCacheInFront:
    def test_is_told_of_changes_where_the_site_knows_its_address(self):
        told = value("settings.WAGTAILFRONTENDCACHE", PURGE_URL="http://front.example:8080")
        assert told["front"]["LOCATION"] == "http://front.example:8080"

    def test_is_not_there_by_default(self):
        assert value("'wagtail.contrib.frontend_cache' in settings.INSTALLED_APPS") is False
