"""Fills a site with published stories for the measurement of the public list; runs inside the site, on PostgreSQL."""

from django.db import connection
from django.db.models import Max

from stories.models import Consent, Original, StoryPage, Submission
from tests import make
from tests.bench.queue_words import RARE_WORD

# The rare word is in so many stories, however many there are.
RARE = 100
AUDIENCES = "patient family clinician technologist".split()
STATES = "OH TX CA NY FL WA ME GA".split()


def fill(count: int) -> None:
    """Make `count` published stories in an empty site, one an hour: two real ones, and copies of their rows."""
    chooses_itself = [
        ("story_wall", {"stories": []}),
        ("story_latest", {"count": 6}),
        ("story_form", {}),
    ]
    for page in (make.event_page(), make.home_page()):
        page.body = chooses_itself
        page.save_revision().publish()
    plain = make.story(story_topic=make.topic("Topic 0").name)
    rare = make.story(story_happened=f"We kept a {RARE_WORD} in a jar.", story_topic="Topic 0")
    topics = [make.topic(f"Topic {number}").pk for number in range(8)]
    copies = _Copies(plain, count - RARE, 1, topics)
    copies.make()
    _Copies(rare, RARE, count, topics, step=max(count // RARE, 1)).make()
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


class _Copies:
    """Copies of one story page with its submission, original and consents, each row in one statement."""

    def __init__(self, story, count, start, topics, step=1):
        self.story, self.count, self.step, self.topics = story, count, step, topics
        self.first = Submission.objects.aggregate(last=Max("pk"))["last"] + 1
        self.page = StoryPage.objects.aggregate(last=Max("pk"))["last"] + 1
        self.start = start

    def make(self):
        """Write the rows of all tables."""
        story, submission = self.story, self.story.submission_id
        key, page = f"{self.first} + n", f"{self.page} + n"
        at = f"now() - interval '1 hour' * (n * {self.step} + 2)"
        self._copy(
            "stories_submission",
            f"id = {submission}",
            id=key,
            ref="gen_random_uuid()",
            receipt="gen_random_uuid()",
            number=f"'B' || ({key})",
        )
        self._copy(
            Original._meta.db_table,
            f"submission_id = {submission}",
            id=f"(SELECT max(id) FROM {Original._meta.db_table}) + 1 + n",
            submission_id=key,
        )
        self._copy(
            Consent._meta.db_table,
            f"submission_id = {submission} AND scope = 'publish'",
            id=f"(SELECT max(id) FROM {Consent._meta.db_table}) + 1 + n",
            submission_id=key,
        )
        self._copy(
            "wagtailcore_page",
            f"id = {story.pk}",
            id=page,
            path=f"left(path, length(path) - 4) || lpad(upper(to_hex({page})), 8, 'Z')",
            slug=f"'b-' || ({page})",
            url_path=f"'/home/stories/b-' || ({page}) || '/'",
            translation_key="gen_random_uuid()",
            first_published_at=at,
            latest_revision_id="NULL",
            live_revision_id="NULL",
        )
        listed = "ARRAY[" + ", ".join(map(str, self.topics)) + "]"
        self._copy(
            "stories_storypage",
            f"page_ptr_id = {story.pk}",
            page_ptr_id=page,
            submission_id=key,
            topic_id=f"({listed})[1 + n % {len(self.topics)}]",
            audience=_pick(AUDIENCES, 3),
            us_state=_pick(STATES, 5),
        )

    def _copy(self, table, where, **changes):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public'"
                " AND table_name = %s AND is_generated = 'NEVER'",
                [table],
            )
            columns = [name for (name,) in cursor.fetchall()]
            values = ", ".join(changes.get(name, f't."{name}"') for name in columns)
            names = ", ".join(f'"{name}"' for name in columns)
            cursor.execute(
                f'INSERT INTO "{table}" ({names}) SELECT {values} FROM "{table}" t,'
                f" generate_series(1, {self.count}) n WHERE t.{where}"
            )


def _pick(values, stride):
    listed = ", ".join(f"'{value}'" for value in values)
    return f"(ARRAY[{listed}])[1 + (n / {stride}) % {len(values)}]"
