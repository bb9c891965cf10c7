"""Earlier stories come in once each, by the rules of the form, and no row is half a story."""

import csv
import io
from datetime import date, timedelta

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from stories import due, earlier_stories, story_table
from stories.earlier_stories import judge, questions_of, store
from stories.models import Arrival, Consent, Original, OutboxMail, Submission
from tests import make

pytestmark = pytest.mark.django_db
EXAMPLE = {column.heading: column.example for column in story_table.COLUMNS}


def rows(*changes, questions=None):
    """Return the rows of a table, each the example with other cells, by heading."""
    cells = [EXAMPLE | {"Sent on": "2023-05-10"} | change for change in changes]
    headings = [*dict.fromkeys(heading for row in cells for heading in row)]
    out = io.StringIO()
    writer = csv.DictWriter(out, headings, restval="")
    writer.writeheader()
    writer.writerows(cells)
    return story_table.read_table(out.getvalue().encode(), questions=questions).rows


def judged(*changes, page=None):
    """Return the verdicts on a table of such rows."""
    page = page or make.form_page()
    return judge(page, rows(*changes, questions=questions_of(page)))


def brought_in(*changes, **options):
    """Return the verdicts after everything that can be was stored."""
    page = make.form_page()
    return store(page, judged(*changes), **{"user": None, **options})


def another(number):
    """Return the cells that make a row another story."""
    return {
        "Name": f"Person {number}",
        "What happened": f"It was number {number}.",
        "Because": f"number {number} was there",
    }


class TestJudging:
    def test_the_example_will_be_made_and_nothing_is_stored_yet(self):
        (verdict,) = judged({})
        assert (verdict.status, verdict.problems, verdict.number) == ("new", [], 2)
        assert not Submission.objects.exists()

    @pytest.mark.parametrize(
        ("cells", "words"),
        [
            ({"Because": "x" * 300}, "Because: Your sentence is"),
            ({"What happened": "word " * 301}, "What happened: Your story is 1 word over 300."),
            ({"What happened": ""}, "What happened: Tell your story here"),
            ({"Because": ""}, "Because: Finish the sentence."),
            ({"Name": ""}, "Name: Enter your name."),
            ({"Email": "nobody"}, "Email: Enter an email address in the form name@example.com."),
            ({"Video": "http://example.org/x"}, "Video: "),
            ({"Topic": "Fishing"}, "Topic: There is no such topic. There are: Telehealth."),
            ({"May be edited or refused": "no"}, "May be edited or refused: Without a yes"),
            ({"Name shown": "all"}, "Name shown: Write full, first or none."),
            ({"Agreed until": "2020-01-01"}, "Agreed until: The consent has ended."),
        ],
    )
    def test_says_what_is_wrong_with_the_heading_of_the_cell(self, cells, words):
        make.topic()
        good, bad = judged(another(1), another(2) | cells)
        assert good.status == "new"
        assert bad.status == "problem"
        assert bad.problems[0].startswith(words)

    def test_asks_for_nothing_that_only_the_form_of_today_asks(self):
        page = make.form_page(
            questions=[(name, label, True) for name, label, _ in make.QUESTIONS],
            extra=[{"field_type": "singleline", "label": "Your role?", "required": True}],
        )
        make.topic()
        (verdict,) = judged({"Email": "", "Title": ""}, page=page)
        assert verdict.problems == []

    def test_takes_a_topic_in_any_case_and_the_answers_to_own_questions(self):
        page = make.form_page(extra=[{"field_type": "singleline", "label": "Your role?"}])
        topic = make.topic()
        (verdict,) = store(page, judged({"Topic": "TELEHEALTH", "Your role?": "Nurse"}), user=None)
        verdict.submission.refresh_from_db()
        assert verdict.submission.topic == topic
        assert verdict.submission.form_data["q_your_role"] == "Nurse"

    def test_says_so_when_the_form_has_no_place_for_a_cell(self):
        (verdict,) = judged({"Topic": "Telehealth"})
        assert "Topic: The form does not ask for this." in verdict.problems[0]


class TestTwice:
    def test_a_row_that_is_here_already_is_known_by_its_contents(self):
        (made,) = brought_in({})
        (known,) = judged({})
        assert (known.status, known.submission) == ("known", made.submission)
        assert not known.will_be_made

    def test_the_same_file_again_makes_nothing(self):
        brought_in(another(1), another(2))
        again = brought_in(another(2), another(1))
        assert [verdict.status for verdict in again] == ["known", "known"]
        assert Submission.objects.count() == 2

    def test_a_second_click_makes_nothing(self):
        page, verdicts = make.form_page(), judged(another(1))
        other = judged(another(1))
        store(page, verdicts, user=None)
        store(page, other, user=None)
        assert Submission.objects.count() == Arrival.objects.count() == 1

    def test_the_words_of_a_story_that_exists_are_not_taken_again(self):
        story = make.submission(story_happened="It rained.", story_learned="", story_matters="")
        alike = another(1) | {"What happened": "It rained.", "Because": story.because}
        (verdict,) = judged(alike)
        assert (verdict.status, verdict.submission) == ("alike", story)

    def test_nor_the_same_sentence_by_the_same_person(self):
        story = make.submission(story_name="Ana Lee", story_because="#IHeartHIT because it rang.")
        cells = {"Name": "ANA LEE", "Because": "it rang.", "What happened": "Told anew."}
        assert judged(cells)[0].submission == story
        assert judged(cells | {"Name": "Somebody"})[0].status == "new"

    def test_nor_two_equal_rows_of_one_table(self):
        first, second = judged(another(1), another(1) | {"Town and state": "Elsewhere"})
        assert (first.status, second.status) == ("new", "alike")
        assert "row 2" in second.problems[0]


class TestStoring:
    def test_a_row_becomes_a_sealed_story_in_the_queue(self):
        person = make.moderator()
        (verdict,) = brought_in({}, user=person)
        story = verdict.submission
        assert verdict.status == "made"
        assert story.state == Submission.State.RECEIVED
        assert (story.arrival.channel, story.arrival.entered_by) == ("import", person)
        assert story.arrival.consent_given == (
            "On May 12, 2023: Signed paper form, held by the campaign office."
        )
        assert story.original.answers["sent_on"] == "2023-05-10"
        assert ["sent_on", "Sent on"] in story.original.labels
        assert story.name_shown == "first"

    def test_the_consents_have_the_words_that_were_agreed_to_then(self):
        (verdict,) = brought_in({"Agreed until": "2099-05-01", "May quote elsewhere": "yes"})
        given = {row.scope: row for row in verdict.submission.consents.all()}
        assert {*given} == {"truth", "contact", "publish", "social", "alter"}
        assert {row.wording for row in given.values()} == {EXAMPLE["Words of the consent"]}
        assert {timezone.localdate(row.given_at) for row in given.values()} == {date(2023, 5, 12)}
        assert given["publish"].expires_on == date(2099, 5, 1)
        assert given["truth"].expires_on is None

    def test_without_a_yes_to_publishing_it_comes_in_and_stays_unpublished(self):
        (verdict,) = brought_in({"May publish": "no"})
        assert not verdict.submission.consents.filter(scope=Consent.Scope.PUBLISH).exists()

    def test_nobody_is_written_to_unless_that_was_chosen(self):
        make.moderator()
        brought_in(another(1))
        due.remind_to_confirm(timezone.now() + timedelta(days=3))
        assert not OutboxMail.objects.exists()
        (verdict,) = brought_in(another(2), writes_mail=True)
        assert verdict.submission.mails.filter(kind="received").exists()

    def test_a_row_to_mend_is_left_out_and_the_others_come_in(self):
        verdicts = brought_in(another(1), another(2) | {"Name": ""}, another(3))
        assert [verdict.status for verdict in verdicts] == ["made", "problem", "made"]
        assert Submission.objects.count() == 2

    def test_a_row_that_fails_leaves_nothing_and_stops_no_other(self, monkeypatch, caplog):
        write = Arrival.objects.get_or_create

        def fail(**values):
            if values["submission"].sender_name == "Person 2":
                raise RuntimeError("the words of Person 2")
            return write(**values)

        monkeypatch.setattr(Arrival.objects, "get_or_create", fail)
        verdicts = brought_in(another(1), another(2), another(3))
        assert [verdict.status for verdict in verdicts] == ["made", "failed", "made"]
        assert Submission.objects.count() == Original.objects.count() == 2
        assert "words of Person 2" not in caplog.text

    def test_formulas_are_text(self):
        (verdict,) = brought_in({"Name": "=1+1", "Title": "@cmd"})
        assert (verdict.submission.sender_name, verdict.submission.title) == ("=1+1", "@cmd")

    def test_people_in_the_story_come_along(self):
        (verdict,) = brought_in({"People in the story": "my son (guardian)"})
        assert verdict.submission.protected_parties.get().basis == "guardian"

    def test_where_no_address_is_known_the_log_says_who_vouched(self):
        (verdict,) = brought_in({"Email": ""}, user=make.moderator())
        assert verdict.submission.is_confirmed
        assert ModelLogEntry.objects.filter(action="stories.vouch").exists()


def test_the_key_of_a_row_does_not_hang_on_its_place_or_on_empty_cells():
    one, two = (earlier_stories.judge(make.form_page(), rows(*r))[-1] for r in ([{}], [{}, {}]))
    assert one.receipt == two.receipt
