"""The form that a visitor fills, whole or one page of it: the rules between its answers, what leaves it."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils.functional import cached_property
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.forms import BaseForm

from cms import text
from cms.models import CampaignSettings
from stories import roles
from stories.form_fields import ConsentField, PictureField, VideoFileField
from stories.form_people import has_unasked
from stories.models.video import SentVideo
from stories.questions import count_problems, make_question, make_sections

# People never see it; what fills it in is a machine.
HONEYPOT = "note_to_reader"
TOKEN = "form_token"
# What an original says of a video file beside its hash.
VIDEO_ANSWER = "A video file"
NOT_ASKED_YET = _(
    "You have not asked everybody in your story yet. Ask them first, or choose another reason."
)


@dataclass(frozen=True)
class Agreement:
    """One consent box as it stood on the form: its scope, its exact words, whether it was ticked.

    how, given_at and ends_on are for a yes that was given elsewhere: on paper, by telephone.
    """

    scope: str
    wording: str
    given: bool
    how: str = ""
    given_at: datetime | None = None
    ends_on: date | None = None


class StoryForm(BaseForm):
    """What the builder's form class inherits.

    campaign gives the limits and the hashtag; names leaves only those fields, for one page of the
    form; others are the answers of the whole draft, as typed, for what is counted together; draft
    is the row whose picture and video count as given.
    """

    # Fields that an editor made compulsory for stories told in words; a video needs none of them.
    asked_prompts = ()
    # What is compulsory beside something else that was given: name -> that other field.
    asked_beside = {}

    def __init__(self, *args, campaign=None, names=None, others=None, draft=None, **kwargs):
        self.campaign = campaign or CampaignSettings()
        self.is_whole = names is None
        self.others = others or {}
        self.draft = draft
        super().__init__(*args, **kwargs)
        if names is not None:
            self.fields = {name: self.fields[name] for name in names if name in self.fields}
        if "story_because" in self.fields:
            self.fields["story_because"].open_with(self.campaign.hashtag)
        if "story_image" in self.fields:
            self.fields["story_image"].required &= not self._has_kept_picture
        elif not self._has_kept_picture and len(self.fields) > 1:
            # Nobody is asked for a yes to a picture that is not there.
            self.fields.pop("consent_image", None)

    def clean(self):
        """Check the rules that hold between answers; each message stands at the field to mend."""
        cleaned = super().clean()
        self._check_words(cleaned)
        self._check_because(cleaned)
        self._check_beside(cleaned)
        self._check_description(cleaned)
        if self.is_whole:
            self._check_text_or_video(cleaned)
            self._check_people(cleaned)
        return cleaned

    @property
    def prompts(self):
        """Return the names of the story prompts that the form has, in its own order."""
        return [name for name in self.fields if name in roles.PROMPTS]

    @property
    def answers(self):
        """Return the answers to keep, by clean name; consents and files are no answers."""
        answers = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in roles.CONSENT_SCOPES
            and not isinstance(self.fields[name], PictureField | VideoFileField)
        }
        if "story_image" in self.fields and self.picture_size:
            answers["story_image"] = "{} by {} pixels".format(*self.picture_size)
        if "story_video_file" in self.fields and self._kept_video:
            answers["story_video_file"] = VIDEO_ANSWER
        return answers

    @property
    def labels(self):
        """Return (clean name, question) pairs in the form's order; consents keep theirs apart."""
        return [
            (name, str(form_field.label))
            for name, form_field in self.fields.items()
            if name not in roles.CONSENT_SCOPES
        ]

    @property
    def agreements(self):
        """Return every consent box with its exact wording."""
        return [
            Agreement(
                roles.CONSENT_SCOPES[name], str(form_field.label), bool(self.cleaned_data.get(name))
            )
            for name, form_field in self.fields.items()
            if isinstance(form_field, ConsentField)
        ]

    @property
    def picture(self):
        """Return the CleanPicture that came with this very request, or None."""
        return self.cleaned_data.get("story_image")

    @property
    def picture_size(self):
        """Return width and height in pixels of the picture that was given, or None."""
        if self.picture:
            return self.picture.width, self.picture.height
        if self._has_kept_picture:
            return self.draft.picture_width, self.draft.picture_height
        return None

    @cached_property
    def sections(self):
        """Return the questions by section; every section stands once, in the editor's order."""
        return make_sections(self.questions)

    @cached_property
    def questions(self):
        """Return every field as a Question."""
        return [make_question(self, bound) for bound in self]

    @property
    def problems(self):
        """Return the questions that have errors, for the summary."""
        return [question for question in self.questions if question.bound.errors]

    @property
    def problems_title(self):
        """Return "One thing to fix", "Two things to fix", "12 things to fix"."""
        return count_problems(sum(len(question.bound.errors) for question in self.problems))

    @cached_property
    def words_elsewhere(self):
        """Return how many words of the story stand in prompts that this page does not ask."""
        return sum(
            text.count_words(str(self.others.get(name) or ""))
            for name in roles.PROMPTS
            if name not in self.fields
        )

    def is_given(self, name):
        """Say whether a part of the story was given, on this page or on another one."""
        if name == "story_image":
            return self._has_kept_picture or bool(self.files and self.files.get(name))
        if name == "story_video_file":
            return bool(self._kept_video) or bool(self.files and self.files.get(name))
        if name in self.fields and self.is_bound and hasattr(self, "cleaned_data"):
            return bool(self.cleaned_data.get(name))
        return bool(str(self.others.get(name) or "").strip())

    @property
    def _has_kept_picture(self):
        return bool(self.draft and self.draft.picture)

    @cached_property
    def _kept_video(self):
        """Return the SentVideo of the draft unless it was refused."""
        video = getattr(self.draft, "video", None) if self.draft else None
        return video if video and video.state != SentVideo.State.REFUSED else None

    def _check_words(self, cleaned):
        prompts = self.prompts
        if not prompts:
            return
        here = sum(text.count_words(cleaned.get(name) or "") for name in prompts)
        over = here + self.words_elsewhere - self.campaign.word_limit
        if over > 0:
            words = ngettext(
                "Your story is {over} word over {limit}. "
                "Shorten any of the answers; we count them together.",
                "Your story is {over} words over {limit}. "
                "Shorten any of the answers; we count them together.",
                over,
            )
            self.add_error(prompts[0], words.format(over=over, limit=self.campaign.word_limit))

    def _check_because(self, cleaned):
        line = cleaned.get("story_because") or ""
        over = text.count_characters(line) - self.campaign.because_limit
        if over > 0:
            words = ngettext(
                "Your sentence is {over} character over {limit}. “{hashtag} because” counts too.",
                "Your sentence is {over} characters over {limit}. “{hashtag} because” counts too.",
                over,
            )
            self.add_error(
                "story_because",
                words.format(
                    over=over,
                    limit=self.campaign.because_limit,
                    hashtag=self.campaign.hashtag,
                ),
            )

    def _check_beside(self, cleaned):
        """Ask for what belongs to something that was given, such as the description of a picture."""
        for name, other in self.asked_beside.items():
            if name in self.fields and not cleaned.get(name) and name not in self.errors:
                if self.is_given(other):
                    self.add_error(name, str(self.fields[name].error_messages["required"]))

    def _check_description(self, cleaned):
        if not {"story_image", "story_image_alt"} <= self.fields.keys():
            return
        described = cleaned.get("story_image_alt")
        if described and not self.is_given("story_image") and "story_image" not in self.errors:
            self.add_error(
                "story_image",
                gettext("Choose the picture that you describe, or empty its description"),
            )

    def _check_text_or_video(self, cleaned):
        """Ask for text, video or post; a prompt that the editor made compulsory is so for text only."""
        prompts = self.prompts
        if any(self.errors.get(name) for name in roles.ALTERNATIVES):
            return
        told = [name for name in prompts if text.count_words(cleaned.get(name) or "")]
        if told:
            for name in self.asked_prompts:
                if name not in told:
                    self.add_error(
                        name,
                        gettext("Answer this question: {label}").format(
                            label=self.fields[name].label
                        ),
                    )
            return
        if self._kept_video or cleaned.get("story_video") or cleaned.get("published_url"):
            return
        has_address = "story_video" in self.fields
        if prompts:
            self.add_error(
                prompts[0],
                gettext("Tell your story here, or give the address of a video")
                if has_address
                else gettext("Tell your story here"),
            )
        if has_address:
            self.add_error(
                "story_video", gettext("Give the address of a video, or tell your story in words")
            )

    def _check_people(self, cleaned):
        if has_unasked(cleaned.get("story_people")):
            self.add_error("story_people", NOT_ASKED_YET)
