"""Measures how many stories a second the form takes, beside bare INSERT and COMMIT in the same database.

Run it with `python -m tests.bench.form_post`. It needs PostgreSQL (TEST_DATABASE_URL). The site runs with two
processes of four threads; four connections send stories that stand ready to be sent, without a picture, each
with every check that a real one has. Before and after, four connections write bare rows of about the
same size, one transaction each.
"""

import json
import os
import tempfile
import threading
import time
from contextlib import closing
from pathlib import Path

import environ
import requests

from tests.bench.figures import Figure, at_least, show
from tests.e2e.site import connect, running_site

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
CONNECTIONS = 4
STORIES = 400
RAW_SECONDS = 4
GOAL = 0.25
MAKE_DRAFTS = """
import json, uuid
from datetime import timedelta
from django.utils import timezone
from stories import drafts, screening
from stories.models import StoryFormPage
page = StoryFormPage.objects.get()
then = timezone.now() - timedelta(minutes=10)
tokens = []
for number in range({count}):
    token = screening.FormToken(uuid.uuid4(), then)
    drafts.save(page, token, {{
        "story_happened": f"Number {{number}} on the list was my aunt. " + "The nurse read the record aloud. " * 25,
        "story_learned": "Asking twice is not rude. " * 5,
        "story_matters": "Nobody should carry a folder into an ambulance. " * 4,
        "story_because": f"#IHeartHIT because number {{number}} was found in time.",
        "story_name": "Ines Okafor",
        "story_email": f"bench-{{number}}@example.net",
        "story_name_shown": "first",
        "consent_until": "open",
        **dict.fromkeys(("consent_truth", "consent_contact", "consent_publish", "consent_alter"), "on"),
    }})
    tokens.append(drafts.sign_token(token))
print(json.dumps(tokens))
"""
COUNT = """
from stories.models import Original, OutboxMail, Submission
rows = Submission.objects.filter(sender_email__startswith="bench-")
print(rows.count(), Original.objects.filter(submission__in=rows).count(),
      OutboxMail.objects.filter(submission__in=rows, kind="received").count())
"""


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("TEST_DATABASE_URL", SERVER)
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        _connect(site) as database,
    ):
        tokens = json.loads(
            site.manage("shell", "-v", "0", "-c", MAKE_DRAFTS.format(count=STORIES + CONNECTIONS))
        )
        warm, tokens = tokens[:CONNECTIONS], tokens[CONNECTIONS:]
        with database.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE bench_raw (id bigserial PRIMARY KEY, words jsonb NOT NULL)"
            )
        _send(site, warm)
        before = _write_rows(site)
        stories, slowest = _send(site, tokens)
        after = _write_rows(site)
        rows, originals, mails = map(int, site.manage("shell", "-v", "0", "-c", COUNT).split()[-3:])
    raw = (before + after) / 2
    sent = STORIES + CONNECTIONS
    show(
        f"Sending a story, {CONNECTIONS} connections, PostgreSQL",
        [
            Figure("bare INSERT and COMMIT", f"{raw:,.0f} a second"),
            Figure("stories stored", f"{stories:,.1f} a second"),
            at_least("stories to bare rows", stories / raw, GOAL),
            Figure("slowest 1 % of the answers", f"{slowest * 1000:,.0f} ms"),
            Figure(
                "sent, rows, originals, mails",
                f"{sent}, {rows}, {originals}, {mails}",
                "all equal",
                sent == rows == originals == mails,
            ),
        ],
    )


def _connect(site):
    return closing(connect(environ.Env.db_url_config(site.env["DATABASE_URL"])))


def _write_rows(site) -> float:
    """Return how many rows a second the connections write together, each in its own transaction."""
    words = json.dumps({"story": "The nurse read the record aloud. " * 45})
    counts = [0] * CONNECTIONS
    end = time.monotonic() + RAW_SECONDS

    def write(place):
        with _connect(site) as database, database.cursor() as cursor:
            while time.monotonic() < end:
                cursor.execute("INSERT INTO bench_raw (words) VALUES (%s)", [words])
                counts[place] += 1

    _together(write)
    return sum(counts) / RAW_SECONDS


def _send(site, tokens) -> tuple[float, float]:
    """Send the stories; return how many a second were taken, and the time of the slowest 1 %, in seconds."""
    waits = []
    address = f"{site.address}/share-your-story/check/"

    def send(place):
        for number, token in enumerate(tokens[place::CONNECTIONS]):
            host = number * CONNECTIONS + place
            headers = {
                # Each sender comes from an address of their own, as behind one proxy.
                "X-Forwarded-For": f"198.18.{host // 250}.{host % 250 + 1}",
                "Origin": site.address,
                "Sec-Fetch-Site": "same-origin",
            }
            begun = time.monotonic()
            answer = requests.post(
                address,
                data={"form_token": token},
                headers=headers,
                allow_redirects=False,
                timeout=60,
            )
            waits.append(time.monotonic() - begun)
            if answer.status_code != 303 or "/thank-you/" not in answer.headers["Location"]:
                raise RuntimeError(f"{answer.status_code}: {answer.text[:2000]}")

    begun = time.monotonic()
    _together(send)
    seconds = time.monotonic() - begun
    waits.sort()
    return len(tokens) / seconds, waits[int(len(waits) * 0.99)]


def _together(work) -> None:
    """Run `work(place)` in as many threads as there are connections; the first error is raised."""
    errors = []

    def run(place):
        try:
            work(place)
        except Exception as error:
            errors.append(error)

    threads = [threading.Thread(target=run, args=(place,)) for place in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if errors:
        raise errors[0]


if __name__ == "__main__":
    main()
