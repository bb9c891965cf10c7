"""The kinds of mail: each has shipped words that fit its placeholders, and nothing is mailed besides."""

import re
from pathlib import Path

import pytest
from django.utils import timezone

from stories import mail_kinds, mail_preview, mail_words
from stories.models import MailText
from stories.outbox import TO_STAFF

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "templates/stories/emails"


class TestRule7EveryKind:
    def test_each_file_is_a_kind_and_each_kind_has_its_file(self):
        files = {file.stem for file in FOLDER.glob("*.txt")}
        assert files == set(mail_kinds.BY_NAME)

    def test_no_other_kind_is_written_anywhere(self):
        written = set()
        for file in (ROOT / "stories").rglob("*.py"):
            written |= set(re.findall(r"(?:write|_decision_mail)\(\s*\"(\w+)\"", file.read_text()))
        assert len(written) > 15
        assert written <= set(mail_kinds.BY_NAME)

    def test_staff_are_told_what_is_for_staff(self):
        to_staff = {kind.name for kind in mail_kinds.KINDS if kind.receiver == mail_kinds.STAFF}
        assert to_staff == TO_STAFF

    @pytest.mark.parametrize("kind", mail_kinds.BY_NAME)
    def test_the_shipped_words_can_be_used(self, kind):
        shipped = mail_words.shipped_words(kind)
        assert shipped.subject and shipped.body
        text = MailText(kind=kind, subject=shipped.subject, body=shipped.body)
        assert text.obstacles == {}

    @pytest.mark.parametrize("kind", mail_kinds.BY_NAME)
    def test_a_link_is_never_left_out(self, kind):
        """Every address of which a mail speaks has to stand in an editor's words too, the help page aside."""
        links = [p for p in mail_kinds.BY_NAME[kind].placeholders if p.name.endswith("_link")]
        assert all(link.needed for link in links if link.name != "ask_link")

    @pytest.mark.django_db
    @pytest.mark.parametrize("kind", mail_kinds.BY_NAME)
    def test_the_sample_fills_all_of_it(self, kind):
        words = mail_preview.words_for(MailText(kind=kind))
        assert "{" not in words.subject + words.body
        assert "\n\n\n" not in words.body
        rows = mail_preview.placeholder_rows(MailText(kind=kind))
        assert all(row["example"] for row in rows)


class TestRule7Sample:
    def test_it_names_nobody_real(self):
        about = mail_preview.sample(timezone.now())
        assert about["people"][0].email.endswith("@example.org")
        assert about["submission"].number == "IHH-4K7Q-29"
