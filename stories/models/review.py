"""The kind of step that the review of a story has."""

from wagtail.models import AbstractGroupApprovalTask


class StoryReviewTask(AbstractGroupApprovalTask):
    """A step of the review: members of its groups approve, ask for changes or refuse."""

    class Meta:
        verbose_name = "story review step"
        verbose_name_plural = "story review steps"

    def get_actions(self, obj, user):
        """Return the three decisions to those who may take them."""
        if user.is_superuser or self._user_in_groups(user):
            return [
                ("approve", "Approve", False),
                ("reject", "Ask for changes", True),
                ("refuse", "Refuse", True),
            ]
        return []

    def on_action(self, task_state, user, action_name, **kwargs):
        """Take a decision through the one writer of states, stories.moderation."""
        from stories import moderation

        moderation.decide(
            task_state.workflow_state.content_object,
            action_name,
            user=user,
            note=kwargs.get("comment", ""),
            grounds=kwargs.get("grounds", ()),
            internal_note=kwargs.get("internal_note", ""),
            step=task_state.pk,
        )

    @classmethod
    def get_description(cls):
        return "Members of the chosen groups read the story and approve it, ask for changes or refuse it."
