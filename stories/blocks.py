"""Blocks that show stories; a slot is a block that editors place stories into."""

from wagtail import blocks
from wagtail.blocks.list_block import ListValue
from wagtail.snippets.blocks import SnippetChooserBlock

from cms.blocks import BACKGROUNDS
from cms.choosers import PageChooserBlock
from cms.timed_blocks import TimedBlock
from stories.aspects import AUDIENCES, MEDIA, STATES
from stories.finding import Wanted
from stories.showing import Surface


class StoryChooserBlock(PageChooserBlock):
    """Chooses a story page; a story that may not show is chosen but never printed."""

    def __init__(self, **kwargs):
        super().__init__(page_type="stories.StoryPage", **kwargs)

    def deconstruct(self):
        """Stand under its own name in the history of the database."""
        _, args, kwargs = super().deconstruct()
        return "stories.blocks.StoryChooserBlock", args, kwargs


class SlotBlock(TimedBlock):
    """A block that holds stories: subclasses say how many and where in their value."""

    capacity = 1
    # Whether it prints the stories: only those that are told count as shown.
    tells = True

    def stories_in(self, value):
        """Return the story pages of a value, placed order, empty places left out."""
        return [value["story"]] if value.get("story") else []

    def with_stories(self, value, stories):
        """Return a copy of a value that holds exactly these story pages."""
        return self.normalize({**value, "story": stories[0] if stories else None})

    def get_context(self, value, parent_context=None):
        from stories.cards import make_cards
        from stories.shown_once import ShownOnce, register_of

        context = super().get_context(value, parent_context=parent_context)
        held = self.stories_in(value)
        register = register_of(context) if self.tells else ShownOnce()
        found = {
            story.pk: story for story in register.take_placed(story for story in held if story.pk)
        }
        # Two places for one story show it once; only a preview holds stories that are tried.
        shown = {
            story.pk or id(story): found.get(story.pk, story)
            for story in held
            if story.pk in found or getattr(story, "is_tried", False)
        }
        stories = list(shown.values()) or self.stand_ins(context)
        context["cards"] = make_cards(stories, key=self.name)
        context["card"] = context["cards"][0] if context["cards"] else None
        return context

    def stand_ins(self, context):
        """Return what to show where no story may show: nothing, but for the preview of the block."""
        return context.get("sample_stories", [])[: self.capacity]

    def get_preview_value(self):
        """Fill the block with the newest stories, and with its own defaults."""
        from stories import listing

        newest = listing.latest(None, min(self.capacity, 6))
        return self.with_stories({**self.get_default(), **self.preview_texts}, newest)

    def get_preview_context(self, value, parent_context=None):
        """Bring invented stories along, for a site that has published none yet."""
        context = super().get_preview_context(value, parent_context)
        return {**context, "sample_stories": sample_stories()}

    # What the preview writes over the defaults.
    preview_texts = {}

    class Meta:
        group = "Stories"


def sample_stories():
    """Return three invented stories, not saved, for the preview of a block on a site without any."""
    from stories.models import StoryPage

    return [
        StoryPage(title=title, because=f"#IHeartHIT because {line}", what_happened=line * 9)
        for title, line in (
            ("The list on the fridge", "my father’s new doctor had the list before we sat down."),
            ("Two in the morning", "a nurse on a screen told me what to do next."),
            ("One less form", "nobody asks me for the worst day of my life again."),
        )
    ]


class OpeningBlock(SlotBlock):
    """The sentence that opens the landing page."""

    story = StoryChooserBlock(required=False, help_text="Its because line opens the page.")

    class Meta:
        icon = "openquote"
        label = "Opening sentence"
        template = "stories/blocks/story_opening.html"
        description = "One person’s “because” at full size, with their heart. Put it first."


class FeatureBlock(SlotBlock):
    """One story, large, with its picture."""

    heading = blocks.CharBlock(max_length=120, required=False)
    story = StoryChooserBlock(required=False)

    preview_texts = {"heading": "One story, whole"}

    class Meta:
        icon = "pick"
        label = "Featured story"
        template = "stories/blocks/story_feature.html"
        description = "One story over the whole width, with its picture or its heart."


class WallBlock(SlotBlock):
    """Many stories as cards."""

    capacity = 12

    heading = blocks.CharBlock(max_length=120, default="People who heart health IT")
    stories = blocks.ListBlock(StoryChooserBlock(), max_num=capacity, default=[])

    class Meta:
        icon = "grip"
        label = "Wall of stories"
        template = "stories/blocks/story_wall.html"
        description = "Up to twelve stories as cards. The order is yours."

    def stories_in(self, value):
        return [story for story in value["stories"] if story]

    def with_stories(self, value, stories):
        # A story that stays keeps the id of its place, so that versions can be compared.
        kept = {child.value.pk: child for child in value["stories"].bound_blocks if child.value}
        items = self.child_blocks["stories"]
        children = [
            kept.get(story.pk) or ListValue.ListChild(items.child_block, story) for story in stories
        ]
        return self.normalize({**value, "stories": ListValue(items, bound_blocks=children)})


class QuoteBlock(SlotBlock):
    """One sentence across the page."""

    story = StoryChooserBlock(required=False)

    class Meta:
        icon = "openquote"
        label = "Quote band"
        template = "stories/blocks/story_quote.html"
        description = "One person’s “because” line on a dark band, with the outline of their heart."


class LatestBlock(TimedBlock):
    """The newest stories of those that are wanted; it fills itself, and tells no story twice."""

    heading = blocks.CharBlock(max_length=120, default="New stories")
    topic = SnippetChooserBlock(
        "stories.Topic", required=False, help_text="Leave it empty for all topics."
    )
    audience = blocks.ChoiceBlock(
        choices=AUDIENCES, required=False, help_text="Who tells them. Leave it empty for everybody."
    )
    state = blocks.ChoiceBlock(choices=STATES, required=False, label="State or territory")
    medium = blocks.ChoiceBlock(choices=MEDIA, required=False, label="How they are told")
    count = blocks.IntegerBlock(min_value=1, max_value=12, default=3, label="How many stories")

    class Meta:
        icon = "history"
        label = "Stories that choose themselves"
        template = "stories/blocks/story_latest.html"
        description = (
            "The newest stories, by topic, by who tells them, by state or by how they are told. "
            "It shows no story that stands elsewhere on the page, and hides when none is left."
        )
        group = "Stories"
        preview_value = {"heading": "New stories", "topic": None, "count": 3}

    def wanted(self, value):
        """Return the finding.Wanted of a value."""
        return Wanted(
            topic=value.get("topic"),
            audience=value.get("audience") or "",
            state=value.get("state") or "",
            medium=value.get("medium") or "",
        )

    def rows(self, value, context):
        """Return the stories to choose from, newest first."""
        from stories import listing

        return self.wanted(value).narrow(listing.stories_for(Surface.BLOCK))

    def get_context(self, value, parent_context=None):
        from stories.cards import make_cards
        from stories.shown_once import register_of

        context = super().get_context(value, parent_context=parent_context)
        rows = self.rows(value, context).order_by("-first_published_at", "-pk")
        stories = register_of(context).take_free(rows, value.get("count") or 3)
        stories = stories or context.get("sample_stories", [])
        context["cards"] = make_cards(stories, key=self.name)
        context["wanted"] = self.wanted(value)
        return context

    def get_preview_context(self, value, parent_context=None):
        """Bring invented stories along, for a site that has published none yet."""
        context = super().get_preview_context(value, parent_context)
        return {**context, "sample_stories": sample_stories()}


class FormBlock(TimedBlock):
    """The first question of the story form; the rest is asked on the form's own page."""

    heading = blocks.CharBlock(max_length=120, default="Tell us what happened")
    text = blocks.TextBlock(max_length=300, required=False, rows=2)
    button_label = blocks.CharBlock(max_length=40, default="Go on with my story")
    background = blocks.ChoiceBlock(choices=BACKGROUNDS, default="tint")

    class Meta:
        icon = "form"
        label = "Start of the form"
        template = "stories/blocks/story_form.html"
        description = (
            "The first question of the story form. The rest follows on the form’s own page."
        )
        group = "Stories"
        preview_value = {
            "heading": "Tell us what happened",
            "text": "Start here. You can finish on the next page.",
            "button_label": "Go on with my story",
            "background": "tint",
        }

    def get_context(self, value, parent_context=None):
        from stories.form_start import first_question

        context = super().get_context(value, parent_context=parent_context)
        context["question"] = first_question()
        return context


class HeartBlock(SlotBlock):
    """What the hearts are, with one of them drawn large."""

    tells = False

    heading = blocks.CharBlock(max_length=120, default="Every story draws its own heart")
    text = blocks.TextBlock(max_length=400, rows=3)
    story = StoryChooserBlock(
        required=False, help_text="Whose heart is drawn. Leave it empty for the newest."
    )

    class Meta:
        icon = "tag"
        label = "About the hearts"
        template = "stories/blocks/story_heart.html"
        description = "Says what the hearts mean, with one drawn large."

    preview_texts = {
        "text": "Each dash is one word. The bright outer line is the “because”.",
    }

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context=parent_context)
        context["story"] = context["card"].story if context["card"] else None
        return context

    def stand_ins(self, context):
        """Return the newest story where none is chosen, or where the chosen one may not show."""
        from stories import listing

        return listing.latest(None, 1) or super().stand_ins(context)


def story_blocks():
    """Return the (name, block) pairs of all blocks that show stories."""
    return [
        ("story_opening", OpeningBlock()),
        ("story_feature", FeatureBlock()),
        ("story_wall", WallBlock()),
        ("story_quote", QuoteBlock()),
        ("story_latest", LatestBlock()),
        ("story_form", FormBlock()),
        ("story_heart", HeartBlock()),
    ]
