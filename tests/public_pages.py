"""Every kind of page that somebody without a sign-in can meet, on a site with the demo, as it is answered.

`read_pages` yields them by name in both languages: what is read, the form with its errors and its way through,
the same in a frame, the sender's own pages, and what goes wrong.
"""

import re
from collections.abc import Iterator
from unittest.mock import patch

from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page

from events.models import EventPage
from home.models import HomePage, StandardPage
from stories import moderation, private_links
from stories.models import OutboxMail, PrivateLink, StoryFormPage, StoryIndexPage, StoryPage
from tests import make

MOST_STEPS = 20
EMBED = "/share-your-story/embed/"
PARTNER = "https://partner.example.org"
ANSWERS = {
    "story_happened": "My doctor, Alma Reyes, called me at 218-555-0143. She read me <the> list & more.",
    "story_because": "#IHeartHIT because “it” <b>listened</b> & answered.",
    "story_title": "A <b>list</b> & “more”",
    "story_image_alt": "A tin with a painted ship.",
    "story_people-0-relation": "my father",
    "story_people-0-basis": "asked",
    "story_people-0-email": "otto.marsh@example.net",
    "story_name": "Ida Marsh",
    "story_email": "ida.marsh@example.net",
    "story_name_shown": "first",
    "consent_until": "open",
}
# What a page does not take: too long, not ticked, no address.
WRONG = {
    "story_because": "because " * 60,
    "story_email": "ida.marsh",
    "story_image": b"No picture.",
}
PERSON = {"relation": "my neighbor", "basis": "asked", "email": "sam@example.org"}


def read_pages() -> Iterator[tuple[str, bytes]]:
    """Yield the name and the bytes of every page. The demo is loaded before; the caller takes back what this makes."""
    make.campaign_settings(frame_sites=PARTNER)
    for name, response in _all():
        assert response["Content-Type"].startswith("text/html"), name
        assert response.status_code < 500 or name.startswith("error"), name
        yield name, response.content


def _all():
    yield from _published()
    yield from _errors()
    forms = {page.locale.language_code: page for page in StoryFormPage.objects.all()}
    for language, page in forms.items():
        for name, response in (*_form(page.url), *_senders(page)):
            yield f"{language} {name}", response
    for name, response in _form(EMBED, headers={"origin": "http://testserver"}):
        yield f"frame {name}", response


def _published():
    """Yield each page of the tree, and what stands below some of them."""
    client = Client()
    for page in Page.objects.live().filter(depth__gt=1).specific():
        address = page.get_url()
        yield address, client.get(address)
        more = {EventPage: ["partners/"], StoryIndexPage: LISTS}.get(type(page), [])
        for below in more:
            yield address + below, client.get(address + below)
    story = StoryPage.objects.live().exclude(picture=None).first()
    for address in (
        f"/story-card/{story.pk}/",
        "/story-card/999999/",
        "/api/v2/docs/",
        "/review-rules/",
        "/review-rules/1/",
        "/my-story/",
        "/my-story/asked/",
        "/my-story/erased/",
        "/my-story/?language=es",
        "/share-your-story/confirm/x/",
        "/share-your-story/resume/x/",
        "/my-story/x/",
        "/their-story/x/",
    ):
        yield address, client.get(address)


LISTS = (
    "?topic=getting-the-record",
    "?q=list&medium=picture",
    "?q=%3Cb%3E%22%26",
    "?q=zeppelin",
    "?sort=oldest",
)


def _errors():
    """Yield what is said when something is wrong."""
    client = Client(raise_request_exception=False)
    gone = make.story()
    moderation.withdraw(gone.submission)
    yield "error 404", client.get("/no-such-page/")
    yield "error 404 es", client.get("/es/no-such-page/")
    yield "error 410", client.get(gone.url)
    yield "error 405", client.put("/share-your-story/")
    yield "error 400", client.get("/", headers={"host": "not a host"})
    yield "error csrf", Client(enforce_csrf_checks=True).post("/share-your-story/", {})
    with patch.object(HomePage, "serve", side_effect=RuntimeError("The plug was pulled.")):
        yield "error 500", client.get("/")
    closed = StandardPage.objects.live().first()
    door = closed.view_restrictions.create(restriction_type="password", password="lantern")
    asks = client.get(closed.url)
    yield "password", asks
    action = _soup(asks).find("form", method="post")["action"]
    yield "wrong password", client.post(action, {"password": "lamp", "return_url": closed.url})
    door.delete()
    login = "/_util/login/"
    yield "sign-in", client.get(login)
    yield "wrong sign-in", client.post(login, {"username": "ida", "password": "x", "next": "/"})


def _form(start, **options):
    """Yield the pages of the form on the way of somebody who makes every mistake once."""
    client = Client(**options)
    response = client.get(start)
    yield f"{start} start", response
    response = client.get(_soup(response).select_one("main a.button[href]")["href"])
    for number in range(MOST_STEPS):
        yield f"{start} {number}", response
        action, fields, files = _filled(response)
        if action is None:
            return
        if "story_because" in fields:
            yield f"{start} save", _post(client, action, {**fields, "save": "1"})
        wrong = {name: WRONG[name] for name in WRONG if name in fields or name in files}
        emptied = {name: "" for name in fields if name.startswith(("story_name", "consent_"))}
        sent = {**fields, **emptied, **wrong}
        if wrong or emptied:
            yield f"{start} {number} with errors", _post(client, action, sent)
        response = _post(client, action, {**fields, **files})
    raise AssertionError(f"{start} has no end.")


def _post(client, action, fields):
    sent = {
        name: SimpleUploadedFile("tin.jpg", value, "image/jpeg")
        if isinstance(value, bytes)
        else value
        for name, value in fields.items()
    }
    return client.post(action, sent, follow=True)


def _filled(response):
    """Return the address, the filled fields and the files of the form on a page; Nones without one."""
    form = _soup(response).select_one("#story-form")
    if form is None:
        return None, {}, {}
    fields, files = {}, {}
    for control in form.find_all(["input", "textarea", "select"], attrs={"name": True}):
        name, kind = control["name"], control.get("type", control.name)
        if kind == "file":
            if name == "story_image":
                files[name] = make.picture_bytes(1600, 840)
        elif name in ANSWERS:
            fields[name] = ANSWERS[name]
        elif kind == "checkbox":
            fields[name] = control.get("value", "on")
        elif kind == "radio":
            fields.setdefault(name, control["value"])
        elif kind == "select":
            fields[name] = control.find_all("option")[-1].get("value", "")
        else:
            fields[name] = control.get("value") or (
                control.get_text() if kind == "textarea" else ""
            )
    return form["action"], fields, files


def _senders(form):
    """Yield the pages behind the private links, in each state in which they differ."""
    client = Client()
    for state in (
        "received",
        "in_review",
        "changes_requested",
        "awaiting_sign_off",
        "not_selected",
        "live",
        "withdrawn",
    ):
        given = {
            "page": form,
            "picture": make.picture(),
            "story_image_alt": "A “bee” & <b>more</b>",
        }
        story = make.submission(state=state, **given)
        own = f"/my-story/{private_links.make(story, PrivateLink.Purpose.STATUS)}/"
        for place in ("", "change/", "edits/", "second-look/", "withdraw/", "data/", "erase/"):
            response = client.get(own + place, follow=True)
            yield f"{state} {place}", response
    asked = make.submission(page=form, confirmed=False, story_people=[PERSON])
    for kind, place in (("received", "confirm"), ("person_asked", "their-story")):
        body = OutboxMail.objects.get(submission=asked, kind=kind).body
        address = re.search(rf"https?://[^/\s]+(/\S*{place}/\S+)", body)[1]
        yield place, client.get(address)
        page = _soup(client.get(address)).find("form", method="post")
        fields = {field["name"]: field["value"] for field in page.find_all("input")}
        done = client.post(page["action"], {**fields, "answer": "yes"}, follow=True)
        yield f"{place} answered", done
    yield "thank you", client.get(f"/share-your-story/thank-you/{asked.receipt}/")


def _soup(response):
    return BeautifulSoup(response.content, "html.parser")
