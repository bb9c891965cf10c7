"""The form in which senders change their story: the site's own questions, filled with the words of now."""

from dataclasses import dataclass

from django import forms
from django.utils.safestring import mark_safe
from django.utils.translation import gettext

from cms.pictures import CleanPicture
from stories import crops, form_people, hearts, roles
from stories.form_builder import StoryFormBuilder
from stories.form_fields import PlainTextField, complete_because
from stories.held_video import HeldVideo
from stories.models import Consent, StoryFormField, StoryFormPage
from stories.next_version import NOTE, OF_VIDEO, PARTS, Correction
from stories.questions import make_sections

LONGEST_NOTE = 1_000
# The questions; which part of the picture shows is asked beside the picture.
QUESTIONS = tuple(name for name in PARTS if name in roles.BY_NAME)
# Asked only of those who gave a post: the address and the title of it.
OF_POST = ("published_url", "published_title")
# What people write themselves besides the texts.
TYPED = frozenset(
    {
        "story_image_alt",
        "story_image_credit",
        "story_video",
        "story_captions",
        "story_transcript",
        *OF_POST,
        NOTE,
    }
)
FILES = frozenset({"story_image", "story_video_file"})
ALWAYS_ASKED = frozenset({*roles.PROMPTS, "story_because"})


@dataclass(frozen=True)
class Chosen:
    """What the page knows of the files.

    has_picture, has_video: those of the version stay, as far as there are any and none is chosen now.
    picture (a CleanPicture), video: what was chosen before the page came back, or came just now.
    """

    has_picture: bool = True
    picture: CleanPicture | None = None
    has_video: bool = True
    video: HeldVideo | None = None
    # Why a video that came cannot be taken.
    video_refusal: str = ""


@dataclass(frozen=True)
class Kept:
    """What counts as given because an earlier version brought it: stands in for the draft of the form."""

    picture: object
    picture_width: int | None
    picture_height: int | None
    video: object


class CorrectionRules:
    """What is different from the form that visitors fill; goes before its class."""

    video_refusal = ""

    def clean(self):
        """Say why a video cannot be taken, too; the file itself was looked at before."""
        video = "story_video_file"
        if self.video_refusal and video in self.fields and video not in self.errors:
            self.add_error(video, self.video_refusal)
        return super().clean()


def make_form(submission, original, campaign, data=None, files=None, *, chosen=Chosen()):
    """Return the form for a version of a story, bound to what was sent if anything was."""
    base = StoryFormBuilder(_questions(submission, original)).get_form_class()
    note = PlainTextField(
        longest=LONGEST_NOTE,
        one_line=False,
        required=False,
        label=gettext("A note to the editors"),
        help_text=gettext("Only we read it. It is no part of your story"),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    rules = {
        NOTE: note,
        "video_refusal": chosen.video_refusal,
    }
    form_class = type("CorrectionForm", (CorrectionRules, base), rules)
    old, new = original if chosen.has_picture else None, chosen.picture
    kept = Kept(
        new or (old and old.picture),
        new.width if new else original.picture_width,
        new.height if new else original.picture_height,
        chosen.video or (submission.video if chosen.has_video else None),
    )
    initial = {name: original.answers.get(name) for name in QUESTIONS}
    return form_class(data, files, initial=initial, campaign=campaign, draft=kept)


def make_form_again(submission, original, campaign, data, files, *, chosen=Chosen()):
    """Return the form as it was typed, unchecked: with the row that was added or removed."""
    blank = make_form(submission, original, campaign, chosen=chosen)
    typed = {
        name: form_field.widget.value_from_datadict(data, files, name)
        for name, form_field in blank.fields.items()
        if not isinstance(form_field, forms.FileField)
        and not form_field.widget.value_omitted_from_data(data, files, name)
    }
    if original.picture and not chosen.has_picture and not chosen.picture:
        typed |= {"story_image_alt": "", "story_image_credit": ""}
    blank.initial |= typed
    return blank


def asks_for_video(submission, original) -> bool:
    """Say whether the page has a place for a video file."""
    return any(
        question.field_type == "story_video_file" for question in _questions(submission, original)
    )


def changes_page(data) -> bool:
    """Say whether a button was pressed that only changes the page: a person more or less, a file out."""
    return form_people.changes_rows(data) or data.get("remove") in ("picture", "video")


def keeps_picture(data) -> bool:
    """Say whether the picture of the version before was not taken out on the page."""
    return data.get("remove") != "picture" and data.get("no_picture") != "1"


def keeps_video(data) -> bool:
    """Say whether the video of the version before was not taken out on the page."""
    return data.get("remove") != "video" and data.get("no_video") != "1"


def read(form, original, data, chosen) -> Correction:
    """Return what a valid form gives, with what was sent beside it, for a version.

    chosen.picture counts unless another one comes now; a video that comes now is chosen.video.
    """
    given = form.cleaned_data
    picture = given.get("story_image") or chosen.picture
    agreements = [agreement for agreement in form.agreements if agreement.given]
    has_picture = form.is_given("story_image")
    return Correction(
        answers={
            name: given[name] for name in QUESTIONS if name in form.fields and name not in FILES
        },
        picture=picture,
        crop=_read_crop(original, data, is_new=picture is not None) if has_picture else None,
        agreement=agreements[0] if agreements and has_picture else None,
        note=given.get(NOTE, ""),
        removes_picture=bool(original.picture) and not has_picture,
        video=chosen.video,
        removes_video=bool(original.video_hash) and not chosen.has_video and not chosen.video,
    )


def sections_of(form) -> list:
    """Return the questions by section, without the note, which stands apart."""
    return make_sections([question for question in form.questions if question.bound.name != NOTE])


def note_of(form):
    """Return the question for a note."""
    return next(question for question in form.questions if question.bound.name == NOTE)


def heart_of(form):
    """Return the heart of what stands in the form."""
    texts = [str(form[name].value() or "") for name in roles.PROMPTS if name in form.fields]
    line = complete_because(str(form["story_because"].value() or ""), form.campaign.hashtag)
    return mark_safe(hearts.draw_heart("\n\n".join(texts), line, repeat=False, key="form"))


def texts_of(data) -> list:
    """Return (label, words) of all that was typed, to give back what cannot be taken."""
    names = {name: gettext(label) for name, label in PARTS.items()} | {NOTE: gettext("your note")}
    return [
        (label[:1].upper() + label[1:], data[name])
        for name, label in names.items()
        if name in roles.TEXT_OF_ROLE or name in TYPED
        if data.get(name, "").strip()
    ]


def _read_crop(original, data, *, is_new):
    """Return which part of the picture shows, None where the page did not ask."""
    if "story_image_crop" not in data and "story_image_focus" not in data:
        return None
    chosen = data.get("story_image_crop", "")
    if is_new and chosen == original.answers.get("story_image_crop"):
        # Without scripts the choice for the old picture comes along with the new one.
        chosen = ""
    return crops.read_choice(chosen, data.get("story_image_focus", ""))


def _questions(submission, original):
    """Return the questions to ask, in the order of the form, worded as there where it still has them."""
    page = StoryFormPage.objects.filter(pk=submission.page_id).first()
    asked = {question.field_type: question for question in page.get_form_fields()} if page else {}
    wanted = [
        name
        for name in QUESTIONS
        if name not in OF_POST
        if name in asked or name in ALWAYS_ASKED or original.answers.get(name)
    ]
    if submission.video or "story_video_file" in wanted:
        # Without its words no video is published.
        wanted += [name for name in QUESTIONS if name in OF_VIDEO and name not in wanted]
    if _had_post(submission):
        wanted += OF_POST
    if "consent_image" in asked and not _has_agreed_to_picture(submission):
        wanted.append("consent_image")
    order = {name: place for place, name in enumerate(asked)}
    labels = dict(original.labels)
    return [
        asked.get(name)
        or StoryFormField(
            field_type=name,
            label=labels.get(name) or gettext(roles.BY_NAME[name].label),
            required=False,
        )
        for name in sorted(wanted, key=lambda name: order.get(name, len(order)))
    ]


def _had_post(submission):
    """Say whether any version names a post: one that was taken out can be put back."""
    return any(submission.originals.values_list("answers__published_url", flat=True))


def _has_agreed_to_picture(submission):
    return submission.consents.current().filter(scope=Consent.Scope.IMAGE).exists()
