"""Keep the words of each story in a form of which PostgreSQL has an index, and one of the senders' addresses."""

from django.db import migrations

WORDS = " || ' ' || ".join(
    (
        "title",
        # Nobody may write more than this. What is larger than a vector must not keep a story out.
        *(f"left({name}, 20000)" for name in ("what_happened", "what_learned", "why_it_matters")),
        "left(because, 20000)",
        "sender_name",
        "sender_about",
        "sender_place",
    )
)
# The week in which it was sent, as a word that nobody can type: whoever looks for a word that is
# neither rare nor frequent reads week by week, in the order of the list.
WEEK = "floor(extract(epoch FROM submit_time AT TIME ZONE 'UTC') / 604800)::int"
MAKE = (
    "ALTER TABLE stories_submission ADD COLUMN words tsvector GENERATED ALWAYS AS"
    f" (to_tsvector('simple'::regconfig, {WORDS})"
    f" || array_to_tsvector(ARRAY['@' || {WEEK}])) STORED",
    "CREATE INDEX queue_words ON stories_submission USING gin (words)",
    # Written as Django's istartswith asks for it.
    "CREATE INDEX queue_email ON stories_submission"
    " (UPPER(sender_email::text) text_pattern_ops, submit_time, id)",
)
TAKE_AWAY = (
    "DROP INDEX queue_email",
    "ALTER TABLE stories_submission DROP COLUMN words",
)


def make(apps, schema_editor):
    """Make the column, which the database fills by itself, and the indexes; SQLite has neither."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in MAKE:
            schema_editor.execute(statement)


def take_away(apps, schema_editor):
    """Undo it."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in TAKE_AWAY:
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("stories", "0012_find_stories_in_the_queue")]

    operations = [migrations.RunPython(make, take_away)]
