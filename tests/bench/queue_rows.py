"""Fills the tables of a site with invented stories for the measurement of the queue, by COPY; runs inside the site."""

import io
import json
import random
import uuid
from datetime import UTC, datetime, timedelta

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from wagtail.models import TaskState, Workflow, WorkflowState

from stories.models import Flag, Original, QueueExport, Submission, Topic
from stories.models.submission import NUMBER_ALPHABET

START = datetime(2020, 1, 1, tzinfo=UTC)
WORDS = (
    "The nurse opened the old record on her screen and the list of my medicines was there, even the "
    "one that I had forgotten. She called the clinic where I was seen before and they sent the letter "
    "while I waited. I learned to ask for my own papers and to keep them where my daughter finds them. "
)
# Who waits for what; the shares of a collection that has run for years.
STATES = {
    "received": 25,
    "in_review": 5,
    "changes_requested": 3,
    "approved": 5,
    "live": 32,
    "not_selected": 25,
    "withdrawn": 2,
    "spam": 3,
}
CHUNK = 50_000
# In the order in which they point at each other.
TABLES = (Submission, Original, Flag, WorkflowState, TaskState)


def make_people() -> None:
    """Make an administrator, four more readers, and the topics."""
    for number in range(5):
        get_user_model().objects.create_superuser(f"reader-{number}", password=None)
    for number in range(12):
        Topic.objects.create(name=f"Topic {number}", slug=f"topic-{number}")


def empty() -> None:
    """Take all stories away again."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        for model in (*TABLES, QueueExport):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
        cursor.execute("SET session_replication_role = origin")


def fill(first: int, last: int, *, of: int) -> None:
    """Add the stories with the numbers from `first` up to, not including, `last`, of `of` in all.

    They are sent one every two minutes. The rarest kinds (a missing permission, a day, a person) are
    all among the newest 1 %, where a walk along the list meets them last.
    """
    people = list(get_user_model().objects.order_by("pk"))
    topics = list(Topic.objects.order_by("pk"))
    workflow = Workflow.objects.get(workflow_content_types__content_type=_kind())
    tasks = [
        one.task for one in workflow.workflow_tasks.select_related("task").order_by("sort_order")
    ]
    drawn = random.Random(7)
    review = WorkflowState(
        workflow=workflow, content_type=_kind(), base_content_type=_kind(), created_at=START
    )
    # Nobody opens the revision here.
    step = TaskState(revision_id=1, content_type=ContentType.objects.get_for_model(TaskState))
    original = Original(answers={}, labels=[], consents=[])
    flag = Flag(kind="name", reason="A name.")
    story = Submission(what_happened=WORDS, sender_name="Ines Okafor")
    kinds = {type(one): _Lines(one) for one in (story, original, flag, review, step)}
    for start in range(first, last, CHUNK):
        for number in range(start, min(start + CHUNK, last)):
            _add(kinds, number, of, drawn, people, topics, tasks)
        with connection.cursor() as cursor:
            # Keys of other tables and the seal are not looked at: nothing is checked twice.
            cursor.execute("SET session_replication_role = replica")
            for lines in kinds.values():
                lines.copy(cursor)
            cursor.execute("SET session_replication_role = origin")
    with connection.cursor() as cursor:
        for model in TABLES:
            table = model._meta.db_table
            cursor.execute(
                f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), max(id)) FROM {table}"
            )
            cursor.execute(f"VACUUM ANALYZE {table}")


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

    def copy(self, cursor):
        """Write the rows to the table."""
        text = io.StringIO("".join(f"{line}\n" for line in self.lines))
        cursor.copy_expert(f'COPY "{self.table}" ({self.names}) FROM STDIN', text)
        self.lines = []


def _add(kinds, number, of, drawn, people, topics, tasks):
    key = number + 1
    moment = START + timedelta(minutes=2 * number)
    state = drawn.choices(list(STATES), list(STATES.values()))[0]
    is_new = number >= of * 0.99
    task = drawn.choice(tasks).pk if state in Submission.WAITING else None
    is_flagged, has_picture = drawn.random() < 0.1, drawn.random() < 0.6
    ref = uuid.UUID(int=drawn.getrandbits(128))
    kinds[Submission].add(
        id=key,
        ref=ref,
        receipt=uuid.UUID(int=drawn.getrandbits(128)),
        number=_number(key),
        submit_time=moment,
        state=state,
        state_changed_at=moment + timedelta(days=2),
        enrolled_at=moment,
        claimed_by_id=drawn.choice(people).pk if state in ("in_review", "live") else None,
        title=f"The screen that knew, {number}",
        topic_id=drawn.choice(topics).pk if drawn.random() < 0.8 else None,
        because=f"#IHeartHIT because number {number} was found in time.",
        sender_email=f"bench-{number}@example.net",
        email_confirmed_at=moment if drawn.random() < 0.9 else None,
        has_picture=has_picture,
        has_video_file=drawn.random() < 0.05,
        is_flagged=is_flagged,
        lacks_permission=is_new and drawn.random() < 0.5,
        review_step_id=task,
        assigned_to_id=drawn.choice(people).pk if is_new and drawn.random() < 0.2 else None,
        due_on=moment.date() if is_new and drawn.random() < 0.2 else None,
    )
    picture = f"{ref}/picture.jpg" if has_picture else ""
    kinds[Original].add(
        id=key, submission_id=key, at=moment, text_hash=f"{key:064x}", picture=picture
    )
    if is_flagged:
        kinds[Flag].add(id=key, submission_id=key)
    if task:
        kinds[WorkflowState].add(id=key, object_id=key, current_task_state_id=key)
        kinds[TaskState].add(id=key, workflow_state_id=key, task_id=task, started_at=moment)


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
