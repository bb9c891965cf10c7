"""Similar stories are named with the reason, few of them, in a fixed number of queries."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from stories import similar
from stories.models import Submission
from tests import make

TOLD = (
    "My mother keeps her pills in a blue box on the kitchen table, and she has never liked screens. "
    "When the pharmacy changed one dose, her phone told her before the bottle did. She called me, "
    "not to complain, but to read it aloud. It was the first time in years that she was sure."
)


def sent(words, **changes):
    return make.submission(
        **{
            "story_happened": words,
            "story_learned": None,
            "story_matters": None,
            "story_because": "#IHeartHIT because I was told in time.",
            **changes,
        }
    )


class TestRule2Terms:
    def test_the_longest_come_first_and_each_once(self):
        words = "Sepsis, then penicillin. Penicillin again, and the flu. COPD."
        assert similar.terms_of(words) == ["penicillin", "sepsis", "COPD", "flu"]

    def test_parts_of_the_body_and_plain_words_are_none(self):
        assert similar.terms_of("We waited on a Tuesday.") == []


@pytest.mark.django_db
@pytest.mark.usefixtures("found_by_words")
class TestRule2Finding:
    def test_the_same_words_come_first_with_their_share(self):
        earlier = sent(TOLD)
        story = sent(TOLD.replace("blue", "green"))
        (found,) = similar.find(story)
        assert found.submission == earlier
        assert "percent of the words are the same" in found.reason

    def test_the_same_health_term_is_named(self):
        earlier = sent("Penicillin nearly killed my brother in May.")
        sent("We drove to the sea and counted boats.")
        story = sent("She reacts to penicillin, the nurse said.")
        (found,) = similar.find(story)
        assert found.submission == earlier
        assert found.reason == "It tells of penicillin, too"

    def test_two_terms_together_go_before_one(self):
        both = sent("Sepsis came after the penicillin.")
        sent("Penicillin, nothing else.")
        story = sent("First penicillin, then sepsis.")
        assert [one.submission for one in similar.find(story)] == [both]

    def test_nothing_is_like_a_story_of_its_own(self):
        sent(TOLD)
        assert similar.find(sent("We drove to the sea and counted boats.")) == []

    @pytest.mark.parametrize("state", ["spam", "withdrawn"])
    def test_what_was_held_or_taken_back_is_not_named_for_a_word(self, state):
        sent("Penicillin nearly killed my brother.", state=state)
        assert similar.find(sent("She reacts to penicillin.")) == []

    def test_it_names_few_and_costs_the_same(self):
        story = sent("She reacts to penicillin.")
        sent("Penicillin again.")
        with CaptureQueriesContext(connection) as one:
            similar.find(story)
        for number in range(8):
            sent(f"Penicillin number {number}.")
        with CaptureQueriesContext(connection) as many:
            assert len(similar.find(story)) == similar.MOST
        assert len(one) == len(many) <= 4

    def test_a_story_without_words_is_like_none(self):
        assert similar.find(Submission.objects.get(pk=sent(None, story_because=None).pk)) == []
