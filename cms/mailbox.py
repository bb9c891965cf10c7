"""Every mail that the site sent, readable in the browser; only in development."""

import email
import email.policy
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

from csp.decorators import csp, csp_update
from django.conf import settings
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.cache import never_cache
from django.views.decorators.clickjacking import xframe_options_sameorigin

# django/core/mail/backends/filebased.py writes one file per connection, with this below each mail.
SEPARATOR = b"-" * 79 + b"\n"
SHOWN = 200


@dataclass(frozen=True)
class Mail:
    """One mail as it was sent; `name` is its file and its place in there."""

    name: str
    message: EmailMessage

    @property
    def subject(self) -> str:
        """The subject, or words that say that there is none."""
        return self.message["subject"] or "(no subject)"

    @property
    def headers(self) -> list[tuple[str, str]]:
        """The headers that a reader looks for, those that are there."""
        names = ("From", "To", "Cc", "Reply-To", "Date", "List-Unsubscribe")
        return [(name, str(self.message[name])) for name in names if self.message[name]]

    @property
    def sent_at(self) -> datetime | None:
        """When it was sent."""
        if not self.message["date"]:
            return None
        sent_at = self.message["date"].datetime
        # Django writes UTC as -0000, which is read as a time without a zone (RFC 5322, 3.3).
        return sent_at if sent_at.tzinfo else sent_at.replace(tzinfo=UTC)

    @property
    def text(self) -> str:
        """The plain text, or nothing."""
        return self._body("plain")

    @property
    def html(self) -> str:
        """The HTML, or nothing."""
        return self._body("html")

    @property
    def attachments(self) -> list[str]:
        """The names of the files that came with it."""
        return [part.get_filename() or "(no name)" for part in self.message.iter_attachments()]

    def _body(self, kind: str) -> str:
        part = self.message.get_body(preferencelist=(kind,))
        return part.get_content().strip() if part else ""


def read_mails(folder: Path) -> list[Mail]:
    """Return the mails in a folder of Django's file-based backend, newest first."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime, reverse=True)
    return [mail for file in files[:SHOWN] for mail in reversed(read_file(file))]


def read_file(file: Path) -> list[Mail]:
    """Return the mails of one file in the order in which they were sent."""
    sources = file.read_bytes().split(SEPARATOR)
    return [
        Mail(f"{file.stem}-{place}", email.message_from_bytes(source, policy=email.policy.default))
        for place, source in enumerate(sources, 1)
        if source.strip()
    ]


def find_mail(name: str) -> Mail:
    """Return the mail of that name, or raise Http404; a name is never used as a path."""
    for mail in read_mails(Path(settings.EMAIL_FILE_PATH)):
        if mail.name == name:
            return mail
    raise Http404("No such mail.")


@never_cache
def index(request):
    """List the mails, newest first."""
    mails = read_mails(Path(settings.EMAIL_FILE_PATH))
    return render(request, "cms/mailbox/index.html", {"mails": mails})


@never_cache
@csp_update({"frame-src": "'self'"})
def detail(request, name):
    """Show one mail."""
    return render(request, "cms/mailbox/mail.html", {"mail": find_mail(name)})


@never_cache
@xframe_options_sameorigin
@csp(
    {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "frame-ancestors": "'self'",
        "sandbox": "",
    }
)
def html(request, name):
    """Show the HTML of one mail, inert: no script, no link, no picture from elsewhere."""
    return HttpResponse(find_mail(name).html)


urlpatterns = [
    path("", index, name="mailbox"),
    path("<str:name>/", detail, name="mailbox_mail"),
    path("<str:name>/html/", html, name="mailbox_html"),
]
