"""The public page of a story, and pages that hold stories in slots."""

from contextlib import ExitStack

from django.conf import settings
from django.db import models
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.models import Page, PageManager
from wagtail.search import index
from wagtail.url_routing import RouteResult

from cms import languages
from cms.models import BasePage, CampaignSettings
from stories.admin.edits_panel import EditsPanel
from stories.admin.placement_panel import AddressPanel, PlacementPanel, SentPicturePanel
from stories.models.found_by import FoundBy, found_by_panel
from stories.models.gate import GatedPage, refusal
from stories.models.story_index import Topic
from stories.models.story_rows import StoryPageQuerySet
from stories.models.text import SEALED_TEXTS, StoryText, hash_words

ONE_PAGE = "A story has one page only. Place the story where else you want to show it."
# A save that writes one of these can change what visitors read.
GATED_FIELDS = frozenset({"live", "submission", "title", *SEALED_TEXTS})


class StoryPage(GatedPage, StoryText, FoundBy, BasePage):
    """The public page of an approved submission, and from then on the only editable copy of it."""

    # Made by promotion only: without a submission there is nothing to show.
    is_creatable = False
    parent_page_types = ["stories.StoryIndexPage"]
    subpage_types = []
    kept_by = ()
    # Its own answer knows of 410 too.
    ends_by_itself = True
    is_one_of_many = True
    has_words_for_searches = False

    submission = models.OneToOneField(
        "stories.Submission", on_delete=models.PROTECT, related_name="story_page"
    )
    teller = models.CharField(
        max_length=120, blank=True, help_text="The name as the sender wants it shown."
    )
    teller_note = models.CharField("who tells it", max_length=240, blank=True)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="stories"
    )
    show_sent_picture = models.BooleanField(
        "show the picture that was sent",
        default=True,
        help_text="It becomes public with the story, unless you choose another picture below.",
    )
    picture = models.ForeignKey(
        "cms.CampaignImage", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    video_url = models.URLField("video", max_length=300, blank=True)

    objects = PageManager.from_queryset(StoryPageQuerySet)()

    class Meta:
        verbose_name = "story"

    content_panels = [
        *BasePage.content_panels,
        MultiFieldPanel(
            [
                FieldPanel("what_happened"),
                FieldPanel("what_learned"),
                FieldPanel("why_it_matters"),
                FieldPanel("because"),
            ],
            heading="The story",
            help_text="These are the sender's words. A story whose words or title differ from the "
            "original stays a draft until the sender was shown them.",
        ),
        MultiFieldPanel(
            [FieldPanel("teller", read_only=True), FieldPanel("teller_note", read_only=True)],
            heading="Who tells it",
            help_text="The name is shown the way the sender chose.",
        ),
        found_by_panel(FieldPanel("topic")),
        MultiFieldPanel(
            [SentPicturePanel(), FieldPanel("show_sent_picture"), FieldPanel("picture")],
            heading="Picture",
        ),
        AddressPanel("video_url", read_only=True),
        PlacementPanel(heading="Where it stands"),
        EditsPanel(heading="Beside the sealed original"),
    ]

    # No words for search engines alone: the sender would not have agreed to them.
    promote_panels = [
        MultiFieldPanel([FieldPanel("slug")], heading="Address"),
        *BasePage.promote_panels[1:],
    ]

    search_fields = [
        *Page.search_fields,
        index.SearchField("story_text"),
        index.SearchField("because"),
        index.SearchField("teller"),
        index.FilterField("topic_id"),
    ]

    def save(self, *args, **kwargs):
        """Save; the one funnel of every door to the public: a live story needs consent and its own words.

        Raises ValidationError, with its reasons by field, which Wagtail's own screens and API can show.
        """
        from stories import consent, public_pictures, public_videos

        if self.submission_id is None:
            raise refusal("A story page is made from a submission. Promote one on the review desk.")
        if self._state.adding and self._has_double():
            raise refusal(ONE_PAGE)
        written = kwargs.get("update_fields")
        # A draft of a live page is saved through update_fields that touch nothing public.
        if self.live and (written is None or GATED_FIELDS.intersection(written)):
            obstacles = consent.obstacles(self.submission, self.shown_words)
            if obstacles:
                raise refusal(*obstacles)
        with ExitStack() as copies:
            if self.live and written is None:
                # A revision keeps the name of its day; the sender may have chosen another one since.
                self.teller, self.teller_note = self.submission.teller, self.submission.teller_note
                copies.enter_context(public_pictures.put_up(self))
                copies.enter_context(public_videos.put_up(self))
            super().save(*args, **kwargs)

    def copy(self, *args, **kwargs):
        """Refuse: one submission has one story page; a translation is a new text with its own yes."""
        raise refusal(ONE_PAGE)

    def copy_for_translation(self, *args, **kwargs):
        """Refuse, for the same reason as copy."""
        raise refusal("A translation is a new text. Ask the sender for it first.")

    def create_alias(self, *args, **kwargs):
        """Refuse, for the same reason as copy."""
        raise refusal(ONE_PAGE)

    def _has_double(self):
        others = type(self)._base_manager.filter(submission_id=self.submission_id)
        return others.exists()

    @property
    def story(self):
        """Return the submission whose words these are."""
        return self.submission

    @property
    def shown_title(self):
        """Return the title of the page."""
        return self.title

    @property
    def obstacles(self):
        """Return what stands in the way of publishing, as sentences."""
        from stories import consent

        return consent.obstacles(self.submission, self.shown_words)

    @property
    def is_sample(self):
        """Say whether the story is an invented one of the demo content."""
        return self.submission_id is not None and self.submission.is_sample

    @property
    def mood(self):
        """Return the colour of the story: rose, tide, honey, violet or blush."""
        from stories.cards import mood_of

        return mood_of(self.pk or 0)

    @property
    def shown_teller(self):
        """Return the name as printed; one that its sender has not chosen stays away."""
        return (self.teller if self._has_leave("NAME") else "") or gettext("Anonymous")

    @property
    def shown_picture(self):
        """Return the picture as visitors see it, or None: one that was sent leaves with its consent."""
        return self.picture if self.picture_id and self._has_leave("PICTURE") else None

    @property
    def heart_url(self):
        """Return the address of the story's heart as a picture file; none before the page is saved."""
        if self.pk is None:
            return ""
        return f"{reverse('story_heart', args=[self.pk])}?v={self.text_hash[:8]}"

    @property
    def sent_picture_url(self):
        """Return the address of the picture that will go public with the story: for staff, in a draft."""
        if self.picture_id or not self.show_sent_picture or self.submission_id is None:
            return ""
        original = self.submission.original
        return reverse("submission_picture", args=[original.pk]) if original.picture else ""

    @property
    def video(self):
        """Return the uploaded video as visitors see it (public_videos.ShownVideo), or None."""
        from stories import public_videos

        if hasattr(self, "sealed_hash"):
            found = getattr(self.submission, "public_video", None)
            return public_videos.shown(found) if found else None
        return public_videos.public_of(self.submission)

    @property
    def sent_video(self):
        """Return the uploaded video for staff, with its private addresses: for previews of a draft."""
        from stories import public_videos

        return public_videos.private_of(self.submission)

    @property
    def has_video(self):
        """Say whether the story is told in a video too, here or elsewhere."""
        uploaded = self.submission_id is not None and hasattr(self.submission, "public_video")
        return uploaded or bool(self.video_url)

    @property
    def shown_edits(self):
        """Return the SignOff about the words of this page, or None where they are as they were sent."""
        from stories import agreed_words, consent

        sealed = consent.sealed_of(self) if self.submission_id else None
        if sealed is None:
            return None
        words = hash_words(self.words_beside(sealed.sent))
        if words == sealed.text_hash:
            return None
        return agreed_words.find(self.submission, words, sealed.version)

    @property
    def first_post(self):
        """Return the sender's own post that came before this page (PublishedPost), or None."""
        post = getattr(self.submission, "published_post", None) if self.submission_id else None
        return post if post and post.may_be_linked else None

    @property
    def canonical_address(self):
        """Return the address of the sender's own post where there is one: it came first.

        That of an invented story leads nowhere.
        """
        if not self.address or self.is_sample or not self.first_post:
            return self.address
        return self.first_post.url

    @property
    def was_public(self):
        """Say whether the page was published at some time."""
        return self.first_published_at is not None

    def get_context(self, request, *args, **kwargs):
        from stories import cards, neighbors, sharing

        context = super().get_context(request, *args, **kwargs)
        context["neighbors"] = found = neighbors.read(self, 3)
        context["more_cards"] = cards.make_cards(found.related, key="more")
        context["share_links"] = sharing.links(self, request)
        context["share_text"] = sharing.post_text(self, CampaignSettings.for_request(request))
        return context

    @classmethod
    def served(cls):
        """Return the stories with all that their own pages print."""
        return cls.objects.for_reading()

    def route(self, request, path_components):
        """Find the page; one that was public and was taken down is found too, to say that it is gone."""
        from stories import gone

        if not path_components and not self.live and gone.has_left(self):
            return RouteResult(self)
        return super().route(request, path_components)

    def serve(self, request, *args, **kwargs):
        """Answer with the story, 410 when it was taken down, 404 when it may not show."""
        from stories import gone, showing

        if hasattr(self, showing.known_as(showing.Surface.PAGE)):
            showing.remember(self)
        if not showing.may_show(self, showing.Surface.PAGE):
            if gone.has_left(self):
                return gone.answer(request)
            raise Http404("This story is not published.")
        return super().serve(request, *args, **kwargs)

    def get_sitemap_urls(self, request=None):
        # Nobody should find an invented person by searching.
        return [] if self.is_sample else super().get_sitemap_urls(request)

    def _has_leave(self, element):
        """Say whether an element may show; an invented story of a preview has nobody to ask."""
        from stories import showing

        return self.submission_id is None or showing.has_leave(self, showing.Element[element])


class StoryHost(models.Model):
    """A page whose body has slots for stories; found by `hosts.get_host_models()`."""

    class Meta:
        abstract = True

    def get_context(self, request, *args, **kwargs):
        from stories import shown_once

        context = super().get_context(request, *args, **kwargs)
        standing = context.get("standing") or self.get_standing()
        return context | {shown_once.KEY: shown_once.begin(self, standing)}

    def get_admin_display_title(self):
        """Return the title as editors choose it: two languages may share one."""
        title = super().get_admin_display_title()
        is_own = self.locale_id == languages.row(settings.LANGUAGE_CODE).pk
        return title if is_own else f"{title} ({self.locale})"

    def get_slots(self):
        """Return the slots of the body, in order: see stories.slots.Slot."""
        from stories import slots

        return slots.slots_of(self)
