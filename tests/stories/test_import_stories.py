"""The command brings in the same stories as the page in the admin."""

import io

import pytest
from django.core.management import CommandError, call_command

from stories.models import OutboxMail, Submission
from stories.story_table import example_table
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def file(tmp_path):
    make.form_page()
    path = tmp_path / "stories.csv"
    path.write_text(example_table())
    return path


def run(*arguments):
    """Return what the command prints."""
    out = io.StringIO()
    call_command("import_stories", *map(str, arguments), stdout=out)
    return out.getvalue()


def test_a_dry_run_stores_nothing(file):
    words = run(file, "--dry-run")
    assert "Row 2: Will be made" in words
    assert "1 will be made. Nothing was stored." in words
    assert not Submission.objects.exists()


def test_stories_come_in_once_and_in_silence(file):
    words, story = run(file), Submission.objects.get()
    assert f"Row 2: Made {story.number}" in words
    assert f"Row 2: Here already {story.number}" in run(file)
    assert Submission.objects.count() == 1
    assert not OutboxMail.objects.exists()


def test_with_mail_and_a_name_for_the_log(file):
    person = make.moderator(name="maya")
    run(file, "--mail", "--user", "maya")
    story = Submission.objects.get()
    assert story.arrival.entered_by == person
    assert story.mails.filter(kind="received").exists()


def test_rows_to_mend_are_named(file):
    file.write_text(file.read_text().replace("2023-05-12", "soon"))
    words = run(file)
    assert "Row 2: To mend. Consent given on: This is no date." in words
    assert "1 to mend." in words


@pytest.mark.parametrize("name", ["nobody", "ed"])
def test_a_user_who_may_not_is_refused(file, name):
    make.editor(name="ed")
    with pytest.raises(CommandError, match="who may decide"):
        run(file, "--user", name)


def test_what_cannot_be_read_is_told(tmp_path):
    with pytest.raises(CommandError, match="There is no story form"):
        run(tmp_path / "x.csv")
    make.form_page()
    with pytest.raises(CommandError, match="cannot be opened"):
        run(tmp_path / "x.csv")
    (tmp_path / "x.csv").write_text("Name\nx")
    with pytest.raises(CommandError, match="lacks these headings"):
        run(tmp_path / "x.csv")
