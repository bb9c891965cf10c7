"""Many people at once, and one person twice: every story is stored, none twice, each with its mail."""

import itertools
import json
import threading
import time
import uuid
from concurrent.futures import ThreadPoolExecutor

import requests
from bs4 import BeautifulSoup

CLIENTS = 8
STORIES = 80
DOUBLE_CLICKS = 20
TEXT = "I opened the record at the kitchen table, and for once I understood what it said."


# More pages than the form has.
MOST_PAGES = 20
# Faster than this only machines are; such stories are held.
HUMAN_SECONDS = 3.2
_hosts = itertools.count()


class Visitor:
    """Somebody who fills the form in a browser of their own."""

    def __init__(self, base):
        self.base = base
        self.session = requests.Session()
        # Each visitor comes from an address of their own; the site believes the one proxy it has.
        host = next(_hosts)
        self.session.headers["X-Forwarded-For"] = f"198.18.{host // 250}.{host % 250 + 1}"
        self.email = f"visitor-{uuid.uuid4().hex[:12]}@example.net"

    def answers(self):
        """Return what this person says, by the names of the fields."""
        return {
            "story_happened": f"{TEXT} {self.email}",
            "story_learned": "Asking is not a weakness.",
            "story_matters": "Nobody should need luck to be understood.",
            "story_because": "#IHeartHIT because I could read it myself.",
            "story_name": "Ines Okafor",
            "story_email": self.email,
            "story_name_shown": "first",
            "consent_truth": "on",
            "consent_contact": "on",
            "consent_publish": "on",
            "consent_until": "open",
            "consent_alter": "on",
        }

    def fill_form(self):
        """Answer page by page, as a browser does, and stop before sending."""
        start = self.read(self.session.get(f"{self.base}/share-your-story/", timeout=60))
        link = start.select_one("main a.button")["href"]
        page = self.session.get(self.base + link, timeout=60)
        for _ in range(MOST_PAGES):
            form = self.read(page).find("form", id="story-form")
            hidden = form.find_all("input", type="hidden")
            self.hidden = {field["name"]: field.get("value", "") for field in hidden}
            assert "csrfmiddlewaretoken" in self.hidden
            if page.url.endswith("/check/"):
                return self
            asked = {field.get("name") for field in form.select("input, textarea, select")}
            given = {name: value for name, value in self.answers().items() if name in asked}
            address = page.url
            page = self.session.post(
                self.base + form["action"],
                data={**self.hidden, **given},
                headers={"Referer": address},
                timeout=120,
            )
            assert page.url != address, page.text[:2000]
        raise AssertionError("The form has no end.")

    def send(self):
        """Send the form; return the address of the thank-you page."""
        answer = self.session.post(
            f"{self.base}/share-your-story/check/",
            data=self.hidden,
            headers={"Referer": f"{self.base}/share-your-story/check/"},
            allow_redirects=False,
            timeout=120,
        )
        assert answer.status_code in (302, 303), answer.text[:2000]
        return answer.headers["Location"]

    def read(self, answer):
        """Return the parsed page of an answer that went well."""
        assert answer.status_code == 200, answer.text[:2000]
        return BeautifulSoup(answer.text, "html.parser")


COUNT = """
import json
from django.db.models import Count
from stories.models import Original, OutboxMail, Submission
from wagtail.models import Revision
emails = json.loads({emails!r})
rows = Submission.objects.filter(sender_email__in=emails)
keys = [str(pk) for pk in rows.values_list("pk", flat=True)]
mails = OutboxMail.objects.filter(submission__in=rows, kind="received")
print(json.dumps(dict(
    rows=rows.count(),
    senders=rows.values("sender_email").distinct().count(),
    numbers=rows.values("number").distinct().count(),
    originals=Original.objects.filter(submission__in=rows).count(),
    revisions=Revision.objects.filter(content_type__model="submission", object_id__in=keys).count(),
    reviews=sum(row.workflow_states.count() for row in rows),
    mails=mails.count(),
    mailed=mails.values("submission").distinct().count(),
    unsent=mails.filter(sent_at=None).count(),
)))
"""


def count(site, emails):
    """Return what the database holds of these senders, as a dictionary of numbers."""
    return json.loads(
        site.manage("shell", "-v", "0", "-c", COUNT.format(emails=json.dumps(emails)))
    )


def sent_once(site, emails):
    """Return how many confirmation mails reached each address."""
    reached = [mail.message["to"] for mail in site.mails() if "confirm" in mail.text]
    return {email: reached.count(email) for email in emails}


def wait_for_mails(site, emails):
    """Wait until a mail has reached each sender: the worker comes to a story after it was stored."""
    site.wait_until(lambda: all(sent_once(site, emails).values()), "all mails to leave", 300)


def expected(number):
    """Return the count of a site that stored each of so many stories exactly once."""
    keys = ("rows", "senders", "numbers", "originals", "revisions", "reviews", "mails", "mailed")
    return {**dict.fromkeys(keys, number), "unsent": 0}


class TestManyAtOnce:
    """Eighty stories from eight people at a time."""

    def test_each_story_is_stored_once_with_one_mail(self, site):
        with ThreadPoolExecutor(CLIENTS) as pool:
            people = [Visitor(site.address) for _ in range(STORIES)]
            visitors = list(pool.map(Visitor.fill_form, people))
        time.sleep(HUMAN_SECONDS)
        with ThreadPoolExecutor(CLIENTS) as pool:
            receipts = list(pool.map(Visitor.send, visitors))
        emails = [visitor.email for visitor in visitors]
        assert len(set(receipts)) == STORIES
        wait_for_mails(site, emails)
        assert count(site, emails) == expected(STORIES)
        assert sent_once(site, emails) == dict.fromkeys(emails, 1)


class TestDoubleClick:
    """The same form sent twice at the same moment."""

    def test_twenty_double_clicks_make_twenty_stories(self, site):
        visitors = [Visitor(site.address).fill_form() for _ in range(DOUBLE_CLICKS)]

        def click_twice(visitor):
            together = threading.Barrier(2)

            def click(_):
                together.wait()
                return visitor.send()

            with ThreadPoolExecutor(2) as pool:
                return list(pool.map(click, range(2)))

        time.sleep(HUMAN_SECONDS)
        with ThreadPoolExecutor(4) as pool:
            receipts = list(pool.map(click_twice, visitors))
        emails = [visitor.email for visitor in visitors]
        assert all(first == second for first, second in receipts)
        wait_for_mails(site, emails)
        assert count(site, emails) == expected(DOUBLE_CLICKS)
        assert sent_once(site, emails) == dict.fromkeys(emails, 1)
