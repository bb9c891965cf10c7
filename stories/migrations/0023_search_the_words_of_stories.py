"""Keep the words of each story page in a form of which PostgreSQL has an index."""

from django.db import migrations

# Nobody may write more than this. What is larger than a vector must not keep a story from being saved.
LONGEST = 20000
# The title matters most, then the sentence and the names; 'english' takes "pharmacies" for "pharmacy".
PARTS = (
    ("(SELECT p.title FROM wagtailcore_page p WHERE p.id = NEW.page_ptr_id)", "A"),
    ("NEW.because", "B"),
    ("NEW.teller", "B"),
    ("NEW.teller_note", "C"),
    ("NEW.what_happened", "D"),
    ("NEW.what_learned", "D"),
    ("NEW.why_it_matters", "D"),
)
VECTOR = " || ".join(
    f"setweight(to_tsvector('english'::regconfig, left(coalesce({part}, ''), {LONGEST})), '{weight}')"
    for part, weight in PARTS
)
MAKE = (
    "ALTER TABLE stories_storypage ADD COLUMN words tsvector",
    # The title stands in the table of all pages, so that no generated column could hold it.
    f"""CREATE FUNCTION stories_page_words() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        NEW.words := {VECTOR};
        RETURN NEW;
    END $$""",
    "CREATE TRIGGER stories_page_words BEFORE INSERT OR UPDATE ON stories_storypage"
    " FOR EACH ROW EXECUTE FUNCTION stories_page_words()",
    """CREATE FUNCTION stories_page_title() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        UPDATE stories_storypage SET audience = audience WHERE page_ptr_id = NEW.id;
        RETURN NULL;
    END $$""",
    "CREATE TRIGGER stories_page_title AFTER UPDATE OF title ON wagtailcore_page"
    " FOR EACH ROW WHEN (OLD.title IS DISTINCT FROM NEW.title)"
    " EXECUTE FUNCTION stories_page_title()",
    "UPDATE stories_storypage SET audience = audience",
    "CREATE INDEX story_words ON stories_storypage USING gin (words)",
)
TAKE_AWAY = (
    "DROP TRIGGER stories_page_title ON wagtailcore_page",
    "DROP FUNCTION stories_page_title()",
    "DROP TRIGGER stories_page_words ON stories_storypage",
    "DROP FUNCTION stories_page_words()",
    "ALTER TABLE stories_storypage DROP COLUMN words",
)


def make(apps, schema_editor):
    """Make column, triggers and index; SQLite has none of them."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in MAKE:
            schema_editor.execute(statement, None)


def take_away(apps, schema_editor):
    """Undo it."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in TAKE_AWAY:
            schema_editor.execute(statement, None)


class Migration(migrations.Migration):
    dependencies = [("stories", "0022_find_stories_by_their_facts")]

    operations = [migrations.RunPython(make, take_away)]
