"""Honest stories are not held, and hardly one of them gets a hint."""

import json
import re
import uuid
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from home.demo.stories import STORIES
from stories import intake, likeness, screening
from stories.models import Submission
from tests import make

# Invented prose in which people tell what happened to them; the labels of the set are taken off.
SET = Path(__file__).parents[1] / "bench" / "privacy_set"
LABEL = re.compile(r"\{[a-z0-9_]+\|([^{}]*)\}")
# What a machine does, and what only advertising does; the shares that may be wrong.
MOST_HELD = 0.005
MOST_HINTED = 0.02


def demo_answers(story):
    """Return the answers of a story of the demo that its sender means honestly."""
    return {
        "story_title": story.title,
        "story_happened": story.what_happened,
        "story_learned": story.what_learned,
        "story_matters": story.why_it_matters,
        "story_because": f"#IHeartHIT because {story.because}",
    }


def honest():
    """Return the answers of every honest story: those of the demo, and the prose of the set."""
    found = [
        demo_answers(story) for story in STORIES if story.state != "spam" and not story.grounds
    ]
    for file in sorted(SET.glob("*.jsonl")):
        for line in file.read_text().splitlines():
            found.append({"story_happened": LABEL.sub(r"\1", json.loads(line)["marked"])})
    return found


def findings(answers):
    """Return what screening says to a story that a person took a minute for."""
    now = timezone.now()
    return screening.screen(answers, now=now, made_at=now - timedelta(minutes=1))


class TestHonestStories:
    def test_there_are_enough_to_say_something(self):
        assert len(honest()) > 240

    def test_none_is_held(self):
        held = [answers for answers in honest() if screening.is_held(findings(answers))]
        assert len(held) <= MOST_HELD * len(honest())

    def test_few_get_a_hint(self):
        hinted = {finding.kind: answers for answers in honest() for finding in findings(answers)}
        count = sum(bool(findings(answers)) for answers in honest())
        assert count <= MOST_HINTED * len(honest()), hinted

    def test_no_two_are_nearly_the_same(self):
        groups = [
            likeness.groups_of(" ".join(answers[name] for name in answers if name != "story_title"))
            for answers in honest()
        ]
        groups = [some for some in groups if len(some) >= likeness.FEWEST_GROUPS]
        alike = sum(
            any(len(some & other) >= likeness.ALIKE * len(some | other) for other in groups[:at])
            for at, some in enumerate(groups)
        )
        assert alike <= MOST_HELD * len(groups)


@pytest.mark.django_db
class TestThroughTheDoor:
    def test_the_stories_of_the_demo_join_the_queue(self):
        page, now = make.form_page(), timezone.now()
        for story in STORIES:
            if story.state == "spam":
                continue
            intake.receive(
                page,
                {**make.answers(), **demo_answers(story)},
                receipt=uuid.uuid4(),
                made_at=now - timedelta(minutes=1),
                now=now,
            )
        assert not Submission.objects.filter(state="spam").exists()
        assert not Submission.objects.filter(flags__kind__in=["near_text", "same_text"]).exists()

    def test_a_machine_is_held(self):
        now = timezone.now()
        for given in ({"made_at": now}, {"honeypot": "x"}):
            submission = intake.receive(
                make.form_page(), make.answers(), receipt=uuid.uuid4(), now=now, **given
            )
            assert submission.state == Submission.State.SPAM
