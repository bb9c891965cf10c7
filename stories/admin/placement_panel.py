"""Parts of a story's editor: where the story stands, the picture that was sent, the address of the video."""

from django.forms import Media
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, Panel


class HeldStoriesPanel(Panel):
    """Lists the stories of a page by slot, with those that a save took out, in the editor of that page."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one page."""

        template_name = "stories/admin/held_stories_panel.html"
        media = Media(css={"all": ["css/placing.css"]})

        def is_shown(self):
            """Leave it out while the page is new."""
            return super().is_shown() and bool(self.instance.pk)

        def get_context_data(self, parent_context=None):
            """Add where each story stands, what was lost, and the addresses that this user may open."""
            from stories import promotion, standings

            page, may_place = self.instance, self.request.user.has_perm(promotion.PERMISSION)
            slots = {}
            for standing in standings.standings_on(page):
                slots.setdefault(standing.placement.slot_name, []).append(standing)
            return super().get_context_data(parent_context) | {
                "slots": slots.items(),
                "lost": standings.lost_on(page) if may_place else [],
                "here": reverse("wagtailadmin_pages:edit", args=[page.pk]),
                "place_url": reverse("stories_on_page", args=[page.pk]) if may_place else "",
            }


class AddressPanel(FieldPanel):
    """An address to read. Wagtail's own panel asks for a form field, for which Django gives a warning."""

    def format_value_for_display(self, value):
        """Return the address as it is."""
        return value


class SentPicturePanel(Panel):
    """Shows the picture that was sent, from private storage, to those who may see submissions."""

    class BoundPanel(Panel.BoundPanel):
        """The picture of one story."""

        template_name = "stories/admin/sent_picture_panel.html"

        def is_shown(self):
            """Say whether there is a picture that this user may see."""
            return bool(
                super().is_shown()
                and self.instance.submission_id
                and self.request.user.has_perm("stories.view_submission")
                and self.instance.submission.original.picture
            )

        def get_context_data(self, parent_context=None):
            """Add the submission and its latest original."""
            submission = self.instance.submission
            return super().get_context_data(parent_context) | {
                "submission": submission,
                "original": submission.original,
            }


class PlacementPanel(Panel):
    """Lists the pages and slots of a story, with the way to the review desk and to one more place."""

    class BoundPanel(Panel.BoundPanel):
        """The list for one story."""

        template_name = "stories/admin/placements_panel.html"
        media = Media(css={"all": ["css/placing.css"]})

        def get_context_data(self, parent_context=None):
            """Add where the story stands, and the addresses that this user may open."""
            from stories import outside_copies, promotion, standings

            story, user = self.instance, self.request.user
            context = super().get_context_data(parent_context)
            context["standings"] = standings.standings(story)
            context["copies"] = outside_copies.of(story.submission)
            context["desk_url"] = (
                story.submission.desk_url if user.has_perm("stories.view_submission") else ""
            )
            context["place_url"] = (
                reverse("stories_place", args=[story.submission_id])
                if user.has_perm(promotion.PERMISSION)
                else ""
            )
            return context
