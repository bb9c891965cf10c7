"""Sets of story pages: which may show, and what a card or a page of its own reads along."""

from django.apps import apps
from django.db.models import (
    BooleanField,
    Exists,
    ExpressionWrapper,
    OuterRef,
    Prefetch,
    Q,
    Subquery,
)
from django.db.models.fields.json import KT
from wagtail.models import PageQuerySet

from cms import clock, picture_sizes
from cms.models import CampaignImage
from stories.models.found_by import OF_MEDIUM


class StoryPageQuerySet(PageQuerySet):
    """Sets of story pages."""

    def showable(self, surface, at=None):
        """Return the stories that may show on a surface at a moment: see stories.showing."""
        from stories import showing

        return self.filter(showing.condition(surface, at))

    def told(self, medium):
        """Return those that are told in words ("text"), with a "picture" or with a "video"."""
        return self.filter(OF_MEDIUM[medium])

    def for_cards(self):
        """Return with all that a card prints, and what tells the agreed words, in few queries."""
        originals = apps.get_model("stories.Original").objects.order_by("-version")
        of_story = originals.filter(submission=OuterRef("submission"))
        of_picture = {"submission": OuterRef("submission"), "image": OuterRef("picture")}
        sent = apps.get_model("stories.PromotedPicture").objects.filter(**of_picture)
        consents = apps.get_model("stories.Consent").objects.current(clock.now())
        agreed = consents.filter(submission=OuterRef("submission"), scope="image")
        shown = Q(filter_spec__in=[*picture_sizes.SQUARE.specs, *picture_sizes.BANNER.specs])
        rows = CampaignImage.get_rendition_model().objects.filter(shown)
        return (
            self.select_related("submission__public_video", "picture", "topic")
            .prefetch_related(Prefetch("picture__renditions", rows))
            .annotate(
                sealed_hash=Subquery(of_story.values("text_hash")[:1]),
                sealed_version=Subquery(of_story.values("version")[:1]),
                sealed_consents=Subquery(of_story.values("consents")[:1]),
                picture_was_sent=Exists(sent),
                picture_is_agreed=Exists(agreed),
                # Which titles are the sender's own.
                sealed_title=Subquery(of_story.values(words=KT("answers__story_title"))[:1]),
                sealed_because=Subquery(of_story.values(words=KT("answers__story_because"))[:1]),
            )
        )

    def for_reading(self):
        """Return with all that the page of a story prints, and whether it may show where that page asks."""
        from stories import showing

        opens = {
            showing.known_as(surface): ExpressionWrapper(showing.condition(surface), BooleanField())
            for surface in showing.ASKED_BY_ITS_PAGE
        }
        return self.for_cards().select_related("submission__published_post").annotate(**opens)
