"""The part of an editor that shows the sealed original beside the words at hand, and takes the kinds of edits."""

from django.forms import Media
from django.urls import reverse
from wagtail.admin.panels import Panel


class EditsPanel(Panel):
    """Edits with their kinds, for the copy of a submission and for a story page."""

    class BoundPanel(Panel.BoundPanel):
        """The edits of one story."""

        template_name = "stories/admin/edits_panel.html"

        @property
        def submission(self):
            """The submission, whichever of both is edited."""
            return getattr(self.instance, "submission", self.instance)

        @property
        def media(self):
            """Return the style, and the script that follows typing."""
            return Media(css={"all": ["css/desk.css"]}, js=["js/edits.js"])

        def is_shown(self):
            """Show it to those who may read stories, once there is an original."""
            return bool(
                super().is_shown()
                and self.submission.pk
                and self.request.user.has_perm("stories.view_submission")
                and self.submission.original
            )

        def get_context_data(self, parent_context=None):
            """Add the edits as they are saved, and the address that answers for words not saved yet."""
            from stories import edits
            from stories.admin.edits import MAY_TYPE, describe_edits

            user, submission = self.request.user, self.submission
            may_type = any(user.has_perm(f"stories.{name}_submission") for name in MAY_TYPE)
            shown = (
                {"title": self.instance.title, **self.instance.texts}
                if self.instance is submission
                else edits.shown_on(submission, self.instance, {})
            )
            return super().get_context_data(parent_context) | {
                **describe_edits(submission, shown=shown),
                "part_url": reverse("submissions:edits_part", args=[submission.pk])
                if may_type
                else "",
                "sealed": [
                    (edits.LABELS[name], words)
                    for name, words in submission.original.texts.items()
                    if words
                ],
            }
