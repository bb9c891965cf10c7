"""Blocks that any page can use and that know nothing of stories."""

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageBlock
from wagtail.rich_text import RichText

from cms.choosers import PageChooserBlock
from cms.timed_blocks import TimedBlock

TEXT_FEATURES = ["h3", "bold", "italic", "link", "document-link", "ol", "ul"]
BACKGROUNDS = [("paper", "Paper"), ("tint", "Blush tint"), ("night", "Night")]


def sample_picture():
    """Return the newest picture of the site for the preview of a block, or None while there is none."""
    from cms.models import CampaignImage

    return CampaignImage.objects.order_by("-pk").first()


class LinkValue(blocks.StructValue):
    """A link to a page of the site or to any address."""

    @property
    def href(self):
        """Return the address of the link, or an empty text while the page is not public.

        It leads to the version of the page in the language that is spoken, where there is one.
        """
        page = self.get("page")
        if page:
            page = page.localized
            return page.url if page.live and page.url else ""
        return self.get("address") or ""


class LinkBlock(blocks.StructBlock):
    """A label with a page or an address behind it."""

    label = blocks.CharBlock(max_length=60, help_text="Say what happens next: “Read the story”.")
    page = PageChooserBlock(required=False)
    address = blocks.URLBlock(required=False, help_text="Only if the link leaves this site.")

    class Meta:
        icon = "link"
        value_class = LinkValue

    def clean(self, value):
        cleaned = super().clean(value)
        if bool(cleaned.get("page")) == bool(cleaned.get("address")):
            raise blocks.StructBlockValidationError(
                non_block_errors=["Choose a page or type an address: one of the two."]
            )
        return cleaned


class OptionalLinkBlock(LinkBlock):
    """A link that may be left out as a whole."""

    label = blocks.CharBlock(
        max_length=60, required=False, help_text="Leave all empty for no button."
    )

    def clean(self, value):
        if not (value.get("label") or value.get("page") or value.get("address")):
            return blocks.StructBlock.clean(self, value)
        if not value.get("label"):
            raise blocks.StructBlockValidationError(
                block_errors={"label": ValidationError("Say what the button does.")}
            )
        return super().clean(value)


class HeadingBlock(TimedBlock):
    """A heading between two parts of a page."""

    text = blocks.CharBlock(max_length=120)

    class Meta:
        icon = "title"
        template = "cms/blocks/heading.html"
        description = "A heading that starts a new part of the page."
        preview_value = {"text": "What we ask of you"}


class TextBlock(blocks.RichTextBlock):
    """The paragraphs of running text."""

    def __init__(self, **kwargs):
        kwargs.setdefault("features", TEXT_FEATURES)
        super().__init__(**kwargs)


class RunningTextBlock(TimedBlock):
    """Running text of ours."""

    text = TextBlock()

    class Meta:
        icon = "pilcrow"
        template = "cms/blocks/text.html"
        description = "Paragraphs, lists and links."
        preview_value = {"text": "<p>Every story here was sent by the person who lived it.</p>"}

    # Pages and versions saved before this block had settings hold the text alone.

    def to_python(self, value):
        return super().to_python(_as_struct(value))

    def bulk_to_python(self, values):
        return super().bulk_to_python([_as_struct(value) for value in values])

    def normalize(self, value):
        is_text = isinstance(value, str | RichText)
        return super().normalize({"text": value} if is_text else value)


def _as_struct(value):
    return {"text": value} if isinstance(value, str) else value


class PictureBlock(TimedBlock):
    """A picture with its caption."""

    picture = ImageBlock()
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        template = "cms/blocks/picture.html"
        description = "One picture over the whole column, with a caption if you like."

    def get_preview_value(self):
        return self.normalize({"picture": sample_picture(), "caption": "Drawn for this campaign."})


class TextAndPictureBlock(TimedBlock):
    """Text beside a picture."""

    heading = blocks.CharBlock(max_length=120, required=False)
    text = blocks.RichTextBlock(features=TEXT_FEATURES)
    picture = ImageBlock()
    picture_side = blocks.ChoiceBlock(
        choices=[("start", "Left"), ("end", "Right")], default="end", label="Picture stands"
    )

    class Meta:
        icon = "doc-full"
        template = "cms/blocks/text_and_picture.html"
        description = "A short text with a picture next to it; below it on a phone."

    def get_preview_value(self):
        return self.normalize(
            {
                "heading": "One record, many hands",
                "text": "<p>A story can be told in words, in a picture, or in both.</p>",
                "picture": sample_picture(),
                "picture_side": "end",
            }
        )


class StepBlock(blocks.StructBlock):
    """One numbered step."""

    heading = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240)

    class Meta:
        icon = "list-ol"


class StepsBlock(TimedBlock):
    """Numbered steps beside a heading and a button."""

    heading = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=400, required=False, rows=2)
    steps = blocks.ListBlock(StepBlock(), min_num=2, max_num=6)
    button = OptionalLinkBlock()
    background = blocks.ChoiceBlock(choices=BACKGROUNDS, default="tint")

    class Meta:
        icon = "list-ol"
        template = "cms/blocks/steps.html"
        description = "Two to six numbered steps, for example how to write a story."
        preview_value = {
            "heading": "Three hundred words, or sixty seconds",
            "text": "Most people need about fifteen minutes.",
            "steps": [
                {"heading": "Tell what happened", "text": "To you, or to somebody who said yes."},
                {"heading": "Finish the sentence", "text": "“#IHeartHIT because …”"},
            ],
            "background": "tint",
        }


class CallToActionBlock(TimedBlock):
    """A band that asks for one thing."""

    heading = blocks.CharBlock(max_length=120)
    text = blocks.TextBlock(max_length=300, required=False, rows=2)
    button = LinkBlock()
    background = blocks.ChoiceBlock(choices=BACKGROUNDS, default="night")

    class Meta:
        icon = "pick"
        template = "cms/blocks/call_to_action.html"
        description = "One request, one button. Use it once a page."
        preview_value = {
            "heading": "Somebody needs to hear yours",
            "text": "It takes about fifteen minutes.",
            "button": {"label": "Share your story", "address": "https://example.org/"},
            "background": "night",
        }


class QuestionBlock(blocks.StructBlock):
    """One question with its answer."""

    question = blocks.CharBlock(max_length=160)
    answer = blocks.RichTextBlock(features=["bold", "italic", "link", "ol", "ul"])

    class Meta:
        icon = "help"


class QuestionsBlock(TimedBlock):
    """Questions that open to their answers."""

    heading = blocks.CharBlock(max_length=120, required=False)
    questions = blocks.ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        icon = "help"
        template = "cms/blocks/questions.html"
        description = "Questions people ask. Each one opens to its answer."
        preview_value = {
            "heading": "Questions people ask",
            "questions": [
                {"question": "Can I take my story down?", "answer": "<p>Yes, at any time.</p>"}
            ],
        }


class LinkCardBlock(blocks.StructBlock):
    """One column of the links block."""

    heading = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240)
    link = LinkBlock()

    class Meta:
        icon = "link"


class LinksBlock(TimedBlock):
    """Columns that each lead somewhere."""

    heading = blocks.CharBlock(max_length=120)
    links = blocks.ListBlock(LinkCardBlock(), min_num=1, max_num=6)
    background = blocks.ChoiceBlock(choices=BACKGROUNDS, default="tint")

    class Meta:
        icon = "list-ul"
        template = "cms/blocks/links.html"
        description = "Up to six short texts in columns, each with a link."
        preview_value = {
            "heading": "Make your voice heard this week",
            "links": [
                {
                    "heading": heading,
                    "text": text,
                    "link": {"label": "Read how", "address": "https://example.org/"},
                }
                for heading, text in (
                    ("Send one story", "Pick a story here and send it to your representative."),
                    ("Read one aloud", "Two minutes at the start of your next meeting."),
                )
            ],
            "background": "tint",
        }


def generic_blocks():
    """Return the (name, block) pairs that any StreamField of the site can start from."""
    return [
        ("heading", HeadingBlock(group="Text and pictures")),
        ("text", RunningTextBlock(group="Text and pictures")),
        ("picture", PictureBlock(group="Text and pictures")),
        ("text_and_picture", TextAndPictureBlock(group="Text and pictures")),
        ("questions", QuestionsBlock(group="Text and pictures")),
        ("steps", StepsBlock(group="Bands")),
        ("links", LinksBlock(group="Bands")),
        ("call_to_action", CallToActionBlock(group="Bands")),
    ]
