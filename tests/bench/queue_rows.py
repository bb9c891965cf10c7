"""Fills the tables of a site with invented stories for the measurement of the queue, by COPY; runs inside the site."""

import io
import json
import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import TaskState, Workflow, WorkflowState

from stories.models import Flag, Original, Submission, Topic
from stories.models.submission import NUMBER_ALPHABET
from tests.bench.queue_words import RARE_WORD, Storyteller

# Moderators take nothing out.
EXPORTER = "exporter"
START = datetime(2020, 1, 1, tzinfo=UTC)
# What each story is likely to be, in percent. Each list has a full page at a thousand stories, too:
# else a page with few rows would be the peer of one with many.
STATES = {
    "received": 30,
    "in_review": 13,
    "changes_requested": 6,
    "approved": 6,
    "live": 20,
    "not_selected": 17,
    "withdrawn": 2,
    "spam": 6,
}
# As many of the rare kinds however large the collection is, all among the newest: a walk along the
# list meets them last.
NEWEST, RARE = 500, 200
CHUNK = 50_000
# In the order in which they point at each other.
TABLES = (Submission, Original, Flag, WorkflowState, TaskState)


def make_people() -> None:
    """Make the moderator who is measured, four more, one of the privacy staff, and the topics."""
    exporter = get_user_model().objects.create_user(EXPORTER, password=None)
    exporter.groups.add(Group.objects.get(name="Privacy staff"))
    group = Group.objects.get(name="Submission moderators")
    for number in range(5):
        person = get_user_model().objects.create_user(f"reader-{number}", password=None)
        person.groups.add(group)
    for number in range(4):
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")


def fill(count: int) -> None:
    """Make `count` stories in an empty site, sent one every two minutes."""
    people = list(get_user_model().objects.filter(username__startswith="reader").order_by("pk"))
    maker = _Maker(count, people)
    with without_indexes(), ThreadPoolExecutor(1) as writer:
        written = None
        for start in range(0, count, CHUNK):
            for number in range(start, min(start + CHUNK, count)):
                maker.add(number)
            if written:
                written.result()
            # The database takes the rows in while the next ones are made.
            written = writer.submit(copy, [lines.take() for lines in maker.lines.values()])
        written.result()
    with connection.cursor() as cursor:
        for model in TABLES:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
            cursor.execute(f"VACUUM ANALYZE {table}")


@contextmanager
def without_indexes():
    """Fill the tables as one fills large ones: indexes come last, two at a time."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = current_schema()"
            " AND tablename = ANY(%s) AND indexname NOT IN (SELECT conname FROM pg_constraint)"
            # The index of words takes the longest: it goes first.
            " ORDER BY indexdef LIKE '%%USING gin%%' DESC, tablename",
            [[model._meta.db_table for model in TABLES]],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(make_index, [definition for _, definition in indexes]))


def make_index(definition):
    """Make an index, in a connection of its own."""
    with closing(connection.copy()) as own, own.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(definition)


def copy(tables):
    """Write rows, in a connection of its own: pairs of a statement and the lines that it reads."""
    with closing(connection.copy()) as own, own.cursor() as cursor:
        # Keys of other tables and the seal are triggers: in this role they rest.
        cursor.execute("SET session_replication_role = replica")
        for statement, lines in tables:
            cursor.copy_expert(statement, io.StringIO("".join(f"{line}\n" for line in lines)))


class _Lines:
    """The lines of one table as COPY reads them; what is the same in all is written down once."""

    def __init__(self, row):
        fields = [one for one in row._meta.local_concrete_fields if not one.generated]
        self.table = row._meta.db_table
        self.columns = {field.attname: place for place, field in enumerate(fields)}
        self.names = ", ".join(f'"{field.column}"' for field in fields)
        self.same = [_cell(getattr(row, field.attname)) for field in fields]
        self.lines = []

    def add(self, **values):
        """Add one row."""
        cells = self.same.copy()
        for name, value in values.items():
            cells[self.columns[name]] = _cell(value)
        self.lines.append("\t".join(cells))

    def take(self):
        """Return the statement that writes the rows and the rows, and begin anew."""
        lines, self.lines = self.lines, []
        return f'COPY "{self.table}" ({self.names}) FROM STDIN', lines


class _Maker:
    """Makes the rows of one story after the other."""

    def __init__(self, count, people):
        self.count, self.people = count, people
        self.topics = list(Topic.objects.order_by("pk"))
        workflow = Workflow.objects.get(workflow_content_types__content_type=_kind())
        steps = workflow.workflow_tasks.select_related("task").order_by("sort_order")
        self.tasks = [step.task.pk for step in steps]
        self.drawn = random.Random(7)
        self.tell = Storyteller(self.drawn)
        review = WorkflowState(
            workflow=workflow, content_type=_kind(), base_content_type=_kind(), created_at=START
        )
        # Nobody opens the revision here.
        kind = ContentType.objects.get_for_model(TaskState)
        rows = (
            Submission(),
            Original(answers={}, labels=[], consents=[]),
            Flag(kind="name", reason="A name."),
            review,
            TaskState(revision_id=1, content_type=kind),
        )
        self.lines = {type(row): _Lines(row) for row in rows}

    def add(self, number):
        """Add the story with a number from 0 on."""
        drawn, lines = self.drawn, self.lines
        key, moment = number + 1, START + timedelta(minutes=2 * number)
        state = drawn.choices(list(STATES), list(STATES.values()))[0]
        is_new = number >= self.count - NEWEST
        task = drawn.choice(self.tasks) if state in Submission.WAITING else None
        is_flagged, has_picture = drawn.random() < 0.4, drawn.random() < 0.5
        # The moderator who is measured reads half of what is read.
        reader = self.people[0] if drawn.random() < 0.6 else drawn.choice(self.people[1:])
        ref = uuid.UUID(int=drawn.getrandbits(128))
        words = self.tell(is_late=number >= self.count * 0.7)
        if number % max(self.count // RARE, 1) == 0:
            words = f"{words} {RARE_WORD}"
        lines[Submission].add(
            id=key,
            ref=ref,
            receipt=uuid.UUID(int=drawn.getrandbits(128)),
            number=_number(key),
            submit_time=moment,
            state=state,
            state_changed_at=moment + timedelta(days=2),
            enrolled_at=moment,
            claimed_by_id=reader.pk if state in ("in_review", "live") else None,
            title=f"The screen that knew, {number}",
            topic_id=drawn.choice(self.topics).pk if drawn.random() < 0.9 else None,
            what_happened=words,
            because=f"#IHeartHIT because number {number} was found in time.",
            sender_name=self.tell.name(),
            sender_email=f"bench-{number}@example.net",
            email_confirmed_at=moment if drawn.random() < 0.8 else None,
            has_picture=has_picture,
            has_video_file=drawn.random() < 0.2,
            is_flagged=is_flagged,
            lacks_permission=is_new and drawn.random() < 0.5,
            review_step_id=task,
            assigned_to_id=self.people[0].pk if is_new and drawn.random() < 0.5 else None,
            due_on=moment.date() if is_new and drawn.random() < 0.5 else None,
        )
        picture = f"{ref}/picture.jpg" if has_picture else ""
        lines[Original].add(
            id=key, submission_id=key, at=moment, text_hash=f"{key:064x}", picture=picture
        )
        if is_flagged:
            lines[Flag].add(id=key, submission_id=key)
        if task:
            lines[WorkflowState].add(id=key, object_id=key, current_task_state_id=key)
            lines[TaskState].add(id=key, workflow_state_id=key, task_id=task, started_at=moment)


def _kind():
    return ContentType.objects.get_for_model(Submission)


def _number(key):
    digits = ""
    for _ in range(6):
        key, place = divmod(key, len(NUMBER_ALPHABET))
        digits = NUMBER_ALPHABET[place] + digits
    return f"IHH-{digits[:4]}-{digits[4:]}"


def _cell(value):
    """Return a value as COPY reads it."""
    if value is None:
        return "\\N"
    if isinstance(value, dict | list):
        value = json.dumps(value)
    if isinstance(value, bool):
        return "t" if value else "f"
    return str(value).replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t")
