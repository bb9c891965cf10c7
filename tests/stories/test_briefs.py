"""Briefs print what was agreed to: who is offered, chosen and printed, and where a printed one went."""

from datetime import timedelta

import pytest
from django.utils import timezone

from stories import brief_sheets, briefs, consent, moderation, outside_copies
from stories.models import Brief, Consent, OutsideCopy, StoryPage
from stories.showing import Surface, may_show, showable
from tests import make
from tests.stories.unsealing import end_consents

pytestmark = pytest.mark.django_db

BRIEF = (*make.CONSENTS, "brief")


@pytest.fixture
def brief():
    return Brief.objects.create(title="What Ohio told us")


@pytest.fixture
def editor():
    return make.staff("Campaign editors")


def choose(brief, *stories):
    for story in stories:
        briefs.choose(brief, story.pk, user=make.staff("Campaign editors"))
    return list(stories)


def printed(brief, at=None):
    return [story.pk for story in briefs.printable(brief, at)]


class TestTheBox:
    """Printing is a purpose of its own."""

    def test_only_a_yes_to_briefs_opens_them(self):
        quoted = make.story(consents=(*make.CONSENTS, "social"))
        agreed = make.story(consents=BRIEF)
        assert [*showable(Surface.BRIEF)] == [agreed]
        assert [*showable(Surface.SOCIAL_KIT)] == [quoted]
        assert may_show(agreed, Surface.BRIEF) and not may_show(quoted, Surface.BRIEF)

    def test_the_yes_is_kept_in_its_exact_words_with_its_last_day(self):
        made = make.submission(consents=BRIEF, consent_until="12")
        given = made.consents.get(scope="brief")
        asked = {name: label for name, label, _ in make.QUESTIONS}
        assert given.wording == asked["consent_brief"]
        assert given.expires_on is not None

    def test_a_box_without_a_tick_is_sealed_as_a_no(self):
        made = make.submission()
        box = next(box for box in made.original.consents if box["scope"] == "brief")
        assert box["given"] is False and not made.consents.filter(scope="brief").exists()

    def test_the_form_never_ticks_it_and_never_asks_for_it(self):
        page = make.form_page()
        page.form_fields.filter(field_type="consent_brief").update(default_value="on")
        form = page.get_form(page=page)
        assert not form["consent_brief"].value() and not form.fields["consent_brief"].required

    def test_a_tick_on_the_form_arrives_as_a_yes(self):
        form = make.form_page().get_form_class()(make.form_post(consents=BRIEF))
        assert form.is_valid()
        given = [box.scope for box in form.agreements if box.given]
        assert given == ["truth", "contact", "publish", "brief", "alter"]

    def test_a_withdrawal_ends_it(self):
        made = make.submission(consents=BRIEF)
        consent.withdraw(made)
        assert made.consents.get(scope="brief").withdrawn_at


class TestOffered:
    def test_public_draft_and_private_stories(self, brief):
        agreed, draft = make.story(consents=BRIEF), make.story(consents=BRIEF, live=False)
        make.story()
        assert [*briefs.offered(brief)] == [agreed]
        with pytest.raises(briefs.BriefRefused):
            choose(brief, draft)

    def test_by_topic_and_state(self, brief):
        topic = make.topic()
        ohio = make.story(consents=BRIEF, story_topic=topic.name)
        texas = make.story(consents=BRIEF, story_place="Austin, TX")
        assert [*briefs.offered(brief, topic=topic)] == [ohio]
        assert [*briefs.offered(brief, state="TX")] == [texas]
        assert [*briefs.offered(brief, topic=topic, state="TX")] == []

    def test_a_chosen_one_is_not_offered_again(self, brief):
        choose(brief, make.story(consents=BRIEF))
        assert not briefs.offered(brief)


class TestChoosing:
    def test_a_story_without_a_yes_is_refused(self, brief):
        with pytest.raises(briefs.BriefRefused, match="may not be printed"):
            choose(brief, make.story())
        assert not brief.chosen.exists()

    def test_twice_is_once(self, brief):
        story = make.story(consents=BRIEF)
        choose(brief, story, story)
        assert brief.chosen.count() == 1

    def test_the_order_is_the_editors(self, brief):
        one, two, three = choose(brief, *(make.story(consents=BRIEF) for _ in range(3)))
        briefs.move(brief, three.pk, by=-1)
        assert printed(brief) == [one.pk, three.pk, two.pk]
        briefs.move(brief, one.pk, by=-1)
        briefs.move(brief, one.pk, by=1)
        assert printed(brief) == [three.pk, one.pk, two.pk]

    def test_a_brief_does_not_grow_without_end(self, brief, monkeypatch):
        monkeypatch.setattr(briefs, "MOST_STORIES", 1)
        choose(brief, make.story(consents=BRIEF))
        with pytest.raises(briefs.BriefRefused, match="Take one out"):
            choose(brief, make.story(consents=BRIEF))

    def test_taking_one_out_leaves_the_others(self, brief, editor):
        one, two = choose(brief, make.story(consents=BRIEF), make.story(consents=BRIEF))
        briefs.leave_out(brief, one.pk, user=editor)
        assert printed(brief) == [two.pk]


class TestDroppingOut:
    """What was agreed to is asked at the moment of printing."""

    def test_a_withdrawal_between_choosing_and_printing(self, brief):
        one, two = choose(brief, make.story(consents=BRIEF), make.story(consents=BRIEF))
        moderation.withdraw(one.submission)
        assert printed(brief) == [two.pk]

    def test_the_list_names_no_word_of_it(self, brief):
        (story,) = choose(brief, make.story(consents=BRIEF))
        moderation.withdraw(story.submission)
        (row,) = briefs.list_rows(brief)
        assert row.story is None and row.state == ""
        assert row.number == story.submission.number
        assert row.why_not == briefs.PERMISSION_ENDED

    def test_one_that_is_only_not_public_says_so(self, brief):
        (story,) = choose(brief, make.story(consents=BRIEF))
        story.unpublish()
        assert [row.why_not for row in briefs.list_rows(brief)] == [briefs.NOT_PUBLIC]

    def test_the_last_day_of_the_yes(self, brief):
        (story,) = choose(brief, make.story(consents=BRIEF))
        now = timezone.now()
        end_consents(story.submission, timezone.localdate(now), scopes=["brief"])
        assert printed(brief, now) == [story.pk]
        assert printed(brief, now + timedelta(days=1)) == []
        assert [*showable(Surface.PAGE, now + timedelta(days=1))] == [story]

    def test_words_that_nobody_agreed_to(self, brief):
        (story,) = choose(brief, make.story(consents=BRIEF))
        StoryPage.objects.filter(pk=story.pk).update(because="#IHeartHIT because I was paid.")
        assert printed(brief) == []


class TestOnThePaper:
    def sheet(self, brief, **changes):
        choose(brief, make.story(consents=BRIEF, **changes))
        return brief_sheets.make_sheets(briefs.printable(brief))[0]

    def test_why_it_matters_comes_first(self, brief):
        sheet = self.sheet(brief, story_topic=make.topic().name)
        assert sheet.lead_label == "Why it matters"
        assert sheet.lead == ["No parent should have to remember a list in an ambulance."]
        assert sheet.because.endswith("when she could not.")
        assert sheet.account.startswith("Ivy was four")
        assert (sheet.teller, sheet.state, sheet.topic) == ("Renee", "Ohio", "Telehealth")
        given = Consent.objects.get(scope="brief")
        assert sheet.agreed_at == given.given_at

    def test_the_name_is_as_consented(self, brief):
        assert self.sheet(brief, story_name_shown="none").teller == "Anonymous"

    def test_what_is_missing_leaves_no_hole(self, brief):
        sheet = self.sheet(
            brief,
            story_matters=None,
            story_learned=None,
            story_happened=None,
            story_video="https://www.youtube.com/watch?v=dQw4w9WgXcQ",
            story_about=None,
            story_place=None,
        )
        assert sheet.lead and sheet.lead_label == ""
        assert (sheet.because, sheet.account, sheet.teller_note, sheet.state) == ("", "", "", "")

    def test_a_long_account_ends_with_a_sentence(self):
        words = "She came in at 8 a.m. on Monday. Dr. Quill read the list. " * 20
        short = brief_sheets.shorten_account(words, 100)
        assert short == "She came in at 8 a.m. on Monday. Dr. Quill read the list. " + (
            "She came in at 8 a.m. on Monday. …"
        )
        assert brief_sheets.shorten_account("word " * 200, 50).endswith("…")
        assert brief_sheets.shorten_account("Short.") == "Short."


class TestGiven:
    def test_each_story_on_the_paper_is_noted(self, brief, editor):
        one, two = choose(brief, make.story(consents=BRIEF), make.story(consents=BRIEF))
        assert briefs.note_use(brief, to="the committee", story_pks=[one.pk], user=editor) == 1
        copy = OutsideCopy.objects.get()
        assert copy.submission == one.submission and copy.kind == "brief"
        assert copy.where == "“What Ohio told us”, given to the committee"
        assert not outside_copies.to_remove().exists()

    def test_a_later_withdrawal_names_what_to_ask_back(self, brief, editor):
        (story,) = choose(brief, make.story(consents=BRIEF))
        briefs.note_use(brief, to="the committee", story_pks=[story.pk], user=editor)
        moderation.withdraw(story.submission)
        assert outside_copies.to_remove().get().submission == story.submission

    def test_one_withdrawn_since_the_print_is_noted_too(self, brief, editor):
        (story,) = choose(brief, make.story(consents=BRIEF))
        moderation.withdraw(story.submission)
        briefs.note_use(brief, to="the committee", story_pks=[story.pk], user=editor)
        assert outside_copies.to_remove().count() == 1

    def test_a_story_that_was_never_chosen_is_not(self, brief, editor):
        story = make.story(consents=BRIEF)
        assert briefs.note_use(brief, to="x", story_pks=[story.pk], user=editor) == 0
        assert not OutsideCopy.objects.exists()
