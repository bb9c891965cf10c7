"""The audit trail speaks in words."""

import pytest
from wagtail.log_actions import registry

from stories import moderation
from tests import make

pytestmark = pytest.mark.django_db


class TestTheAuditTrail:
    @pytest.mark.parametrize(
        "action",
        "approve changes refuse claim release reopen withdraw promote place remove erase export".split(),
    )
    def test_every_action_has_a_label(self, action):
        assert registry.action_exists(f"stories.{action}")
        assert registry.get_action_label(f"stories.{action}")

    def test_a_refusal_names_step_and_grounds(self):
        story = make.submission()
        moderation.decide(
            story, "refuse", user=make.moderator(), grounds=["promotional", "missing_image"]
        )
        entry = registry.get_logs_for_instance(story).get(action="stories.refuse")
        assert entry.message == "Refused in Screening: Promotional, Missing picture"
