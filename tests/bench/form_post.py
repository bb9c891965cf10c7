"""Measures how many stories a second the form takes, beside a minimal Django form and bare rows.

Run it with `python -m tests.bench.form_post`. It needs PostgreSQL (TEST_DATABASE_URL). The site runs with two
processes of four threads; four connections send stories that stand ready to be sent, without a picture, each
with every check that a real one has, and no two alike. The minimal form (tests.bench.minimal_form) gets the
same words from the same connections, served in the same way. Before and after, the connections write bare rows
of about the same size, one transaction each.
"""

import http.client
import json
import os
import random
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import environ

from cms.management.commands.start import start_process, stop_processes
from tests.bench.figures import Figure, at_least, show
from tests.e2e.site import ROOT, connect, free_port, running_site, server_command

SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
CONNECTIONS = 4
STORIES = 600
RAW_SECONDS = 4
GOAL = 0.25
VOCABULARY = """
    a about after again aloud ambulance and answer appointment asked because bed before bill blue book bus call chart
    chair clinic cup daughter day doctor door dose evening every father first folder found four from garden glasses
    hallway hand hospital house in it key kitchen lab letter line list listened little long look map message morning
    mother my name neighbor never night nurse of office old on once one our page paper past phone picture pill printed
    question quiet read record road room saw school screen sentence she short sister slowly small somebody stairs
    station stood story street sugar table tablet ten test that the then they three time to told town train twice
    typed under visit waited walked was water we week were what when window winter with word wrote year yellow you
""".split()
WORDS = {"story_happened": 170, "story_learned": 45, "story_matters": 40}
BOXES = ("consent_truth", "consent_contact", "consent_publish", "consent_alter")
TABLES = """
CREATE TABLE bench_raw (id bigserial PRIMARY KEY, words jsonb NOT NULL);
CREATE TABLE bench_form (
    id bigserial PRIMARY KEY, answers jsonb NOT NULL, sent_at timestamptz NOT NULL DEFAULT now()
);
"""
MAKE_DRAFTS = """
import json, uuid
from datetime import timedelta
from pathlib import Path
from django.utils import timezone
from stories import drafts, screening
from stories.models import StoryFormPage
page = StoryFormPage.objects.first()
then = timezone.now() - timedelta(minutes=10)
tokens = []
for answers in json.loads(Path({file!r}).read_text()):
    token = screening.FormToken(uuid.uuid4(), then)
    drafts.save(page, token, answers)
    tokens.append(drafts.sign_token(token))
print(json.dumps(tokens))
"""
COUNT = """
from stories.models import Original, OutboxMail, Submission
from wagtail.models import Revision
rows = Submission.objects.filter(sender_email__startswith="bench-")
print(rows.count(), Original.objects.filter(submission__in=rows).count(),
      OutboxMail.objects.filter(submission__in=rows, kind="received").count(),
      rows.exclude(enrolled_at=None).count())
"""


def main() -> None:
    """Measure and print."""
    os.environ.setdefault("TEST_DATABASE_URL", SERVER)
    stories = [make_answers(number) for number in range(STORIES + CONNECTIONS)]
    with (
        tempfile.TemporaryDirectory() as folder,
        running_site(Path(folder)) as site,
        _connect(site) as database,
    ):
        file = Path(folder) / "answers.json"
        file.write_text(json.dumps(stories))
        made = site.manage("shell", "-v", "0", "-c", MAKE_DRAFTS.format(file=str(file)))
        posts = [urlencode({"form_token": token}) for token in json.loads(made)]
        with database.cursor() as cursor:
            cursor.execute(TABLES)
        before = _write_rows(site)
        with _minimal_form(site) as address:
            plain = [urlencode(answers) for answers in stories]
            _send(address, plain[:CONNECTIONS])
            minimal, _ = _send(address, plain[CONNECTIONS:])
        address = f"{site.address}/share-your-story/check/"
        _send(address, posts[:CONNECTIONS])
        begun = time.monotonic()
        sent, slowest = _send(address, posts[CONNECTIONS:])
        _wait_until_enrolled(database)
        enrolled = STORIES / (time.monotonic() - begun)
        after = _write_rows(site)
        counts = site.manage("shell", "-v", "0", "-c", COUNT).split()[-4:]
    raw = (before + after) / 2
    show(
        f"Sending a story, {CONNECTIONS} connections, PostgreSQL",
        [
            Figure("bare INSERT and COMMIT", f"{raw:,.0f} a second"),
            Figure("minimal Django form", f"{minimal:,.0f} a second"),
            Figure("minimal form to bare rows", f"{minimal / raw:,.3f}"),
            Figure("stories stored", f"{sent:,.1f} a second"),
            at_least("stories to bare rows", sent / raw, GOAL),
            Figure("stories to minimal form", f"{sent / minimal:,.3f}"),
            Figure("slowest 1 % of the answers", f"{slowest * 1000:,.0f} ms"),
            Figure("stories enrolled by the worker", f"{enrolled:,.1f} a second"),
            Figure(
                "sent, rows, originals, mails, enrolled",
                ", ".join([str(len(stories)), *counts]),
                "all equal",
                {*counts} == {str(len(stories))},
            ),
        ],
    )


def make_answers(number: int) -> dict[str, str]:
    """Return what one person tells; no two tell the same."""
    drawn = random.Random(number)
    return {
        **{name: " ".join(drawn.choices(VOCABULARY, k=count)) for name, count in WORDS.items()},
        "story_because": f"#IHeartHIT because number {number} was found in time.",
        "story_name": "Ines Okafor",
        "story_email": f"bench-{number}@example.net",
        "story_name_shown": "first",
        "consent_until": "open",
        **dict.fromkeys(BOXES, "on"),
    }


@contextmanager
def _minimal_form(site):
    """Serve the minimal form beside the site, which has nothing to do meanwhile; yields its address."""
    port = free_port()
    command = server_command("tests.bench.minimal_form", port)
    child = start_process(command, env=site.env | {"PYTHONPATH": str(ROOT)}, cwd=ROOT)
    address = f"http://127.0.0.1:{port}/send/"
    try:
        site.wait_until(lambda: _answers(address), "an answer of the minimal form")
        yield address
    finally:
        stop_processes([child])


def _answers(address) -> bool:
    try:
        return _post(_open(address), address, "", 0)[0] == 422
    except OSError:
        return False


def _connect(site):
    return closing(connect(environ.Env.db_url_config(site.env["DATABASE_URL"])))


def _wait_until_enrolled(database) -> None:
    with database.cursor() as cursor:
        while True:
            cursor.execute("SELECT count(*) FROM stories_submission WHERE enrolled_at IS NULL")
            if not cursor.fetchone()[0]:
                return
            time.sleep(0.05)


def _write_rows(site) -> float:
    """Return how many rows a second the connections write together, each in its own transaction."""
    words = json.dumps(make_answers(0))
    counts = [0] * CONNECTIONS
    end = time.monotonic() + RAW_SECONDS

    def write(place):
        with _connect(site) as database, database.cursor() as cursor:
            while time.monotonic() < end:
                cursor.execute("INSERT INTO bench_raw (words) VALUES (%s)", [words])
                counts[place] += 1

    _together(write)
    return sum(counts) / RAW_SECONDS


def _send(address, posts) -> tuple[float, float]:
    """Send the forms; return how many a second were taken, and the time of the slowest 1 %, in seconds."""
    waits = []

    def send(place):
        connection = _open(address)
        for number, body in enumerate(posts[place::CONNECTIONS]):
            begun = time.monotonic()
            status, location = _post(connection, address, body, number * CONNECTIONS + place)
            waits.append(time.monotonic() - begun)
            if status != 303 or "/thank-you/" not in location:
                raise RuntimeError(f"A form was answered by {status} {location}")

    begun = time.monotonic()
    _together(send)
    seconds = time.monotonic() - begun
    waits.sort()
    return len(posts) / seconds, waits[int(len(waits) * 0.99)]


def _open(address):
    return http.client.HTTPConnection(urlsplit(address).netloc, timeout=60)


def _post(connection, address, body, host) -> tuple[int, str]:
    """Post one form; each sender comes from an address of their own, as behind one proxy."""
    parts = urlsplit(address)
    headers = {
        "Content-Type": "application/x-www-form-urlencoded",
        "X-Forwarded-For": f"198.18.{host // 250}.{host % 250 + 1}",
        "Origin": f"{parts.scheme}://{parts.netloc}",
        "Sec-Fetch-Site": "same-origin",
    }
    connection.request("POST", parts.path, body, headers)
    answer = connection.getresponse()
    answer.read()
    return answer.status, answer.headers.get("Location", "")


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
