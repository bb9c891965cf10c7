"""Screening hints, and never decides; the form token keeps one form one submission."""

import uuid
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.screening import (
    FASTEST_PERSON,
    LONGEST_VISIT,
    FormToken,
    TokenExpired,
    TokenForged,
    TokenMissing,
    TokenRefused,
    is_held,
    judge_sameness,
    make_form_token,
    read_form_token,
    renew_form_token,
    screen,
)

NOW = datetime(2026, 9, 23, 9, 58, tzinfo=UTC)
STORY = {
    "title": "She knew my daughter before I could speak",
    "what_happened": (
        "The nurse had Ivy’s allergy on her screen before I could say a word. The first bill said "
        "$27,000, and 3% of it was ours. We visited the clinic's website, www.clinic.example, once."
    ),
    "what_learned": (
        "Ask for your records. Ask again. You can see your doctor online today. "
        "Try your best, visit my mother, follow my plan, and they will call us."
    ),
    "because": "#IHeartHIT because my daughter’s allergy got there before we did",
}


def kinds(answers, **more):
    return [finding.kind for finding in screen(answers, now=NOW, **more)]


def marked(answers, kind):
    """Return the words that findings of a kind point to."""
    return [
        answers[finding.field][finding.start : finding.end]
        for finding in screen(answers, now=NOW)
        if finding.kind == kind
    ]


class TestRule8FormToken:
    def test_a_token_says_its_form_and_time(self):
        token = read_form_token(make_form_token(NOW), NOW + timedelta(minutes=10))
        assert token.made_at == NOW
        assert isinstance(token.form_id, uuid.UUID)

    def test_every_new_form_has_another_id(self):
        ids = {read_form_token(make_form_token(NOW), NOW).form_id for _ in range(50)}
        assert len(ids) == 50

    def test_the_form_id_can_be_kept(self):
        form_id = uuid.uuid4()
        assert read_form_token(make_form_token(NOW, form_id), NOW).form_id == form_id

    @pytest.mark.parametrize("value", [None, ""])
    def test_no_token_is_missing(self, value):
        with pytest.raises(TokenMissing):
            read_form_token(value, NOW)

    def test_any_changed_character_is_forged(self):
        value = make_form_token(NOW)
        for at in range(len(value)):
            changed = value[:at] + ("A" if value[at] != "A" else "B") + value[at + 1 :]
            with pytest.raises(TokenForged):
                read_form_token(changed, NOW)

    @given(st.text(min_size=1))
    def test_any_other_text_is_forged(self, value):
        with pytest.raises(TokenForged):
            read_form_token(value, NOW)

    def test_an_old_token_is_expired_and_still_names_its_form(self):
        value = make_form_token(NOW)
        read_form_token(value, NOW + LONGEST_VISIT)
        with pytest.raises(TokenExpired) as caught:
            read_form_token(value, NOW + LONGEST_VISIT + timedelta(seconds=1))
        assert caught.value.token == FormToken(read_form_token(value, NOW).form_id, NOW)

    def test_a_renewed_token_keeps_the_form_and_asks_for_no_new_wait(self):
        old = read_form_token(make_form_token(NOW - timedelta(days=5)), NOW - timedelta(days=5))
        new = read_form_token(renew_form_token(old, NOW), NOW)
        assert new.form_id == old.form_id
        assert screen(STORY, now=NOW, made_at=new.made_at) == []

    def test_one_word_catches_all_three_errors(self):
        for error in (TokenMissing, TokenForged, TokenExpired):
            assert issubclass(error, TokenRefused)


class TestRule8OrdinaryStories:
    def test_a_story_with_a_bill_and_a_link_has_no_finding(self):
        assert kinds(STORY, made_at=NOW - timedelta(minutes=15)) == []

    def test_nothing_written_has_no_finding(self):
        assert kinds({"title": "", "what_happened": ""}) == []

    def test_without_a_token_speed_is_not_judged(self):
        assert kinds(STORY, made_at=None) == []


class TestRule8Machines:
    def test_a_filled_honeypot_is_held(self):
        findings = screen(STORY, now=NOW, honeypot="https://spam.example")
        assert [finding.kind for finding in findings] == ["honeypot"]
        assert is_held(findings)

    def test_an_empty_honeypot_is_fine(self):
        assert kinds(STORY, honeypot=" ") == []

    @pytest.mark.parametrize("late", [timedelta(seconds=-5), timedelta(0), timedelta(seconds=2.9)])
    def test_faster_than_a_person_is_held(self, late):
        findings = screen(STORY, now=NOW, made_at=NOW - late)
        assert [finding.kind for finding in findings] == ["too_fast"]
        assert is_held(findings)

    def test_exactly_the_fastest_person_is_fine(self):
        assert kinds(STORY, made_at=NOW - FASTEST_PERSON) == []


class TestRule8Hints:
    def test_many_links_are_counted_over_all_answers(self):
        few = {"title": "a.com", "because": "see https://b.example/x", "about": "one " * 120}
        assert kinds(few) == []
        assert kinds({**few, "what_happened": "www.c.example"}) == ["many_links"]

    def test_mail_addresses_and_abbreviations_are_no_links(self):
        text = "Write ivy@clinic.com, a.b@c.org. E.g. the U.S. or i.e. v2.0 at 9 a.m. with Dr.Lee"
        assert kinds({"title": text, "because": text}) == []

    @pytest.mark.parametrize(
        "link",
        [
            "https://clinic.example/a?x=1&utm_source=mail",
            "https://clinic.example/?fbclid=abc",
            "https://bit.ly/3abc",
            "bit.ly/3abc",
            "http://www.tinyurl.com/abc",
            "https://shop.example/dp/B0?tag=healthmom-20",
            "https://clinic.example/?ref=mybrand",
            "https://clinic.example/?affiliate=7",
        ],
    )
    def test_tracking_links_are_marked(self, link):
        answers = {"what_happened": f"We read {link} and wept."}
        assert marked(answers, "tracking_link") == [link]

    @pytest.mark.parametrize(
        "offer",
        [
            "only $49.99",
            "20% off",
            "$5 off",
            "free trial",
            "promo code",
            "starting at $9",
            "for just €9",
            "$12/user",
            "Plans start at $5",
            "first month free",
        ],
    )
    def test_offers_are_marked(self, offer):
        assert marked({"what_learned": f"Get it: {offer}, friends."}, "offer") == [offer]

    @pytest.mark.parametrize(
        "call",
        [
            "Visit our new store",
            "click here",
            "Buy now",
            "book a demo",
            "Contact us at",
            "Learn more at",
            "follow us on",
            "Download it today",
            "Sign up at",
            "request a demo",
            "use my code",
            "link in bio",
        ],
    )
    def test_calls_to_action_are_marked(self, call):
        assert marked({"because": f"Well. {call} x."}, "call_to_action") == [call]

    def test_superlatives_near_the_own_organization_are_marked(self):
        answers = {"what_learned": "Then MedBoost was the best of all."}
        assert kinds(answers) == []
        (finding,) = screen(answers, now=NOW, about="Founder of MedBoost")
        assert finding.kind == "superlative"
        assert not is_held([finding])

    def test_a_bill_by_the_month_is_no_offer(self):
        assert kinds({"what_happened": "The insulin cost us $300 a month, $75 per vial."}) == []

    def test_a_sentence_that_comes_three_times_is_marked(self):
        answers = {
            "what_happened": "Great health app for all! Great  health app for ALL.",
            "because": "great health app for all",
        }
        assert [words.strip() for words in marked(answers, "repeated_text")] == [
            "Great  health app for ALL"
        ]
        assert kinds({"because": "Thank you. Thank you. Thank you. Thank you."}) == []

    def test_two_links_are_many_in_a_few_words(self):
        answers = {"what_happened": "See https://a.example/x and www.b.example for more."}
        assert kinds(answers) == ["dense_links"]
        assert marked(answers, "dense_links") == ["https://a.example/x"]
        assert kinds({"what_happened": "See https://a.example/x for more."}) == []
        assert kinds({"what_happened": answers["what_happened"] + " word" * 120}) == []

    def test_the_same_text_before_is_said(self):
        (finding,) = judge_sameness(2)
        assert finding.reason == "The same text was sent 2 times before."

    def test_on_equal_words_a_likeness_is_no_news(self):
        assert [finding.kind for finding in judge_sameness(1, "Nearly the same.")] == ["same_text"]
        assert [finding.kind for finding in judge_sameness(0, "Nearly the same.")] == ["near_text"]
        assert judge_sameness(0) == []

    def test_hints_hold_nothing_back(self):
        advert = {"title": "Visit our shop, 20% off, bit.ly/x", "because": "a.com b.com c.com"}
        findings = [*screen(advert, now=NOW), *judge_sameness(9)]
        assert len(findings) == 5
        assert not is_held(findings)

    def test_reasons_are_sentences(self):
        advert = {"title": "Visit our shop, 20% off, bit.ly/x", "because": "a.com b.com c.com"}
        findings = screen(advert, now=NOW, made_at=NOW, honeypot="x")
        for finding in [*findings, *judge_sameness(1)]:
            assert finding.reason.endswith(".")
            assert finding.reason[0].isupper() or finding.reason[0] == "“"


class TestRule8AnyText:
    @given(st.dictionaries(st.text(max_size=5), st.text(alphabet="a.-:/$@ \n%1é", max_size=300)))
    def test_spans_lie_in_their_answer_and_twice_is_the_same(self, answers):
        findings = screen(answers, now=NOW)
        assert findings == screen(answers, now=NOW)
        for finding in findings:
            assert 0 <= finding.start < finding.end <= len(answers[finding.field])

    @pytest.mark.parametrize(
        "piece", ["a.", "a-", "a", "$1", "visit ", "www.", "http://", "-.", " "]
    )
    def test_a_megabyte_of_anything_takes_a_moment(self, piece):
        started = datetime.now(UTC)
        screen({"because": piece * (1_000_000 // len(piece))}, now=NOW)
        assert datetime.now(UTC) - started < timedelta(seconds=1)
