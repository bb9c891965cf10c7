"""The fields of the story form: each takes what people type as it is, and refuses in plain words."""

import re
from urllib.parse import urlsplit

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import get_language, gettext, ngettext

from cms import text
from cms.pictures import MAX_BYTES, PictureRefused, clean_picture
from stories.captions import LONGEST_CAPTIONS, CaptionsRefused, read_captions
from stories.videos import LONGEST_ADDRESS, VideoAddressRefused, read_video_address

LONGEST_TEXT = 20_000
LONGEST_ANSWER = 5_000
LONGEST_POST_ADDRESS = 500
SMALLEST_PICTURE = (600, 315)
WANTED_PICTURE = (1200, 630)
PICTURE_KINDS = "image/jpeg,image/png,image/webp,image/heic,image/heif,.heic,.heif"
VIDEO_ENDINGS = ("mp4", "m4v", "mov", "webm")
# NFC makes a text at most three times as long; beyond this it is not worth reading.
LONGEST_READ = 4
# What joins the hashtag and the reason, by language; static/js/words.js knows the same.
JOINTS = {"en": "because", "es": "porque"}
_is_web_address = URLValidator(schemes=["http", "https"])


class PlainTextField(forms.CharField):
    """Text in the one form in which it is stored: NFC, plain line ends, no control characters."""

    def __init__(self, *, longest, one_line=True, **options):
        self.longest, self.one_line = longest, one_line
        options.setdefault("widget", forms.TextInput if one_line else forms.Textarea)
        super().__init__(strip=False, **options)

    def to_python(self, value):
        """Return the normalised text; refuse one that is longer than any answer may be."""
        value = super().to_python(value)
        if len(value) > LONGEST_READ * self.longest:
            raise self._too_long(len(value))
        value = text.normalise(value)
        if self.one_line:
            value = " ".join(value.split())
        if len(value) > self.longest:
            raise self._too_long(len(value))
        # Signs without a shape, such as a zero-width space alone, say nothing.
        return value if any(sign.isprintable() and sign != " " for sign in value) else ""

    def _too_long(self, length):
        over = length - self.longest
        # On a page with many questions the message has to say which one it is about.
        if self.label:
            words = ngettext(
                "Your answer to “{label}” is {over:,} character over {longest:,}. "
                "Cut it down; all of it is still here.",
                "Your answer to “{label}” is {over:,} characters over {longest:,}. "
                "Cut it down; all of it is still here.",
                over,
            )
        else:
            words = ngettext(
                "This answer is {over:,} character over {longest:,}. "
                "Cut it down; all of it is still here.",
                "This answer is {over:,} characters over {longest:,}. "
                "Cut it down; all of it is still here.",
                over,
            )
        said = words.format(label=self.label, over=over, longest=self.longest)
        return ValidationError(said, code="too_long")


class BecauseField(PlainTextField):
    """The because line; people may type it with or without its opening."""

    def __init__(self, **options):
        options["widget"] = forms.Textarea(attrs={"rows": 3, "data-count-group": "because"})
        super().__init__(longest=LONGEST_TEXT, **options)
        self.open_with("#IHeartHIT")

    def open_with(self, hashtag):
        """Let the line begin with the campaign's hashtag."""
        self.hashtag = hashtag
        # The browser counts what the server will store (static/js/count.js).
        self.widget.attrs["data-count-lead"] = f"{hashtag} {joint()} "

    def to_python(self, value):
        """Return the whole line, or "" when nothing follows the opening."""
        return complete_because(super().to_python(value), self.hashtag)


class VideoField(PlainTextField):
    """The address of one video at YouTube or Vimeo."""

    def __init__(self, **options):
        super().__init__(longest=LONGEST_ADDRESS, widget=forms.URLInput, **options)

    def to_python(self, value):
        """Return the one canonical address of the video, or ""."""
        value = super().to_python(value)
        if not value:
            return ""
        try:
            return read_video_address(value).url
        except VideoAddressRefused as refusal:
            raise ValidationError(refusal.message, code="video") from refusal


class PostAddressField(PlainTextField):
    """The address of a post in which the sender has published the story already."""

    def __init__(self, **options):
        super().__init__(longest=LONGEST_POST_ADDRESS, widget=forms.URLInput, **options)

    def to_python(self, value):
        """Return a whole http or https address without a password in it, or ""."""
        value = super().to_python(value)
        if value and "://" not in value:
            value = f"https://{value}"
        if not value:
            return ""
        try:
            _is_web_address(value)
            parts = urlsplit(value)
        except ValueError as error:
            raise self._refusal() from error
        except ValidationError as error:
            raise self._refusal() from error
        if len(value) > self.longest:
            raise self._too_long(len(value))
        if parts.username is not None or parts.password is not None:
            raise self._refusal()
        return value

    def _refusal(self):
        return ValidationError(
            gettext(
                "Give the whole web address of your post, such as https://example.com/my-story. "
                "You can copy it from the top of the page."
            ),
            code="invalid",
        )


class CaptionsWidget(forms.Textarea):
    """A text area, and beside it a file input of the name <name>_file: whichever is filled in."""

    template_name = "stories/includes/captions.html"

    def value_from_datadict(self, data, files, name):
        """Return the text; that of a chosen file replaces what stood in the text area."""
        file = files.get(f"{name}_file") if files else None
        if not file:
            return super().value_from_datadict(data, files, name)
        # Saved as a draft first, then checked: it is read more than once.
        file.seek(0)
        # UTF-8 is the one encoding of WebVTT; what is none shows as signs to look at.
        return file.read(4 * LONGEST_CAPTIONS).decode("utf-8-sig", errors="replace")

    def value_omitted_from_data(self, data, files, name):
        """Say whether neither text nor file came."""
        return name not in data and f"{name}_file" not in files

    def get_context(self, name, value, attrs):
        """Return what the template prints; both controls have the same hint and message."""
        context = super().get_context(name, value, attrs)
        context["file"] = {
            "name": f"{name}_file",
            "id": f"{context['widget']['attrs'].get('id', name)}_file",
            "described_by": context["widget"]["attrs"].get("aria-describedby", ""),
        }
        return context

    def _render(self, template_name, context, renderer=None):
        # Django's own renderer of forms does not look into the project's templates.
        context["text_area"] = super()._render(forms.Textarea.template_name, context, renderer)
        return mark_safe(render_to_string(template_name, context))


class CaptionsField(PlainTextField):
    """The captions of a video, WebVTT or SubRip, typed, pasted or as a file; they leave as they came."""

    def __init__(self, **options):
        options["widget"] = CaptionsWidget(attrs={"rows": 6, "spellcheck": "true"})
        super().__init__(longest=LONGEST_CAPTIONS, one_line=False, **options)

    def to_python(self, value):
        """Return the text; refuse one without times, and say in which line to look."""
        value = super().to_python(value)
        if value:
            try:
                read_captions(value)
            except CaptionsRefused as refusal:
                raise ValidationError(refusal.message, code="captions") from refusal
        return value


class VideoFileField(forms.FileField):
    """The place for a video file; the file itself is kept and judged by stories.video_intake.

    Here only the ending of its name is looked at, which is what a browser can help with.
    """

    widget = forms.FileInput

    def clean(self, data, initial=None):
        """Return the uploaded file as it is, or None; refuse a name with another ending."""
        if data in self.empty_values:
            if self.required and not initial:
                raise ValidationError(self.error_messages["required"], code="required")
            return None
        if not data.name.lower().endswith(tuple(f".{ending}" for ending in VIDEO_ENDINGS)):
            raise ValidationError(
                gettext(
                    "Choose an MP4, MOV or WebM video. Its name should end in .mp4, .mov or .webm."
                ),
                code="wrong_type",
            )
        return data

    def widget_attrs(self, widget):
        """Return what the browser offers to choose from."""
        endings = ",".join(f".{ending}" for ending in VIDEO_ENDINGS)
        return {"accept": f"video/mp4,video/quicktime,video/webm,{endings}"}


class PictureField(forms.FileField):
    """A picture, which leaves this field as a CleanPicture: written anew, nothing hidden in it."""

    widget = forms.FileInput

    def to_python(self, data):
        """Return a CleanPicture or None; any file that cannot be taken is refused with the reason."""
        if data in self.empty_values:
            return None
        try:
            return clean_picture(data, min_size=SMALLEST_PICTURE, wanted_size=WANTED_PICTURE)
        except PictureRefused as refusal:
            raise ValidationError(refusal.message, code=refusal.code) from refusal

    def clean(self, data, initial=None):
        """Return the picture; nothing sent is no picture."""
        picture = self.to_python(data)
        self.validate(picture)
        return picture

    def widget_attrs(self, widget):
        """Return what the browser needs to help before anything is sent (static/js/upload.js)."""
        return {
            "accept": PICTURE_KINDS,
            "data-upload": True,
            "data-max-bytes": MAX_BYTES,
            "data-min-width": SMALLEST_PICTURE[0],
            "data-min-height": SMALLEST_PICTURE[1],
            "data-good-width": WANTED_PICTURE[0],
            "data-good-height": WANTED_PICTURE[1],
        }


class ConsentField(forms.BooleanField):
    """A box that only the sender ticks; its label is the wording that is kept."""

    def get_bound_field(self, form, field_name):
        """Return the bound field, unticked whatever default an editor set."""
        self.initial = False
        return super().get_bound_field(form, field_name)


def joint() -> str:
    """Return the word that opens a because line in the language that is active."""
    return JOINTS.get((get_language() or "")[:2], JOINTS["en"])


def complete_because(line: str, hashtag: str = "#IHeartHIT") -> str:
    """Return the whole because line for what somebody typed, and "" if that says nothing yet.

    "my son lived", "because my son lived" and "#ihearthit because my son lived" are all the same
    line. Nothing behind the opening is changed. Applying it twice gives the same as once, in every
    language: a line that was opened in one keeps its opening in the others.
    """
    line = line.strip()
    name = re.escape(hashtag.lstrip("#"))
    # No single full stop: ".5 mg" must not become "5 mg".
    between = r"(?:[\s:,…]|\.{2,})*"
    joints = "|".join(JOINTS.values())
    opening = rf"(?:#?{name}(?![\w-]))?{between}(?:({joints})(?![\w-]))?{between}"
    found = re.match(opening, line, re.IGNORECASE)
    rest = line[found.end() :]
    opened_with = (found[1] or joint()).lower()
    return f"{hashtag} {opened_with} {rest}" if any(map(str.isalnum, rest)) else ""
