"""The page on which senders change their story: as it stands now, or with what was just sent with it."""

from dataclasses import replace
from functools import cached_property

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from cms.models import CampaignSettings
from cms.rate_limit import allow
from stories import (
    correction,
    correction_form,
    correction_hints,
    held_picture,
    held_video,
    holding,
    status_views,
    video_intake,
)
from stories.models import Submission
from stories.patience import say_wait
from stories.video_files import VideoRefused

VIDEOS_AN_HOUR = 10
REMOVE = "remove"
TICKETS = (held_picture.FIELD, held_video.FIELD)
VIDEO_LOST = _("We do not have your video any more. Choose it again, or go on without it.")
TOO_MANY_VIDEOS = _(
    "You have sent many videos in a short time. Please wait {wait}, then choose it again."
)
ANOTHER_VIDEO = _("Another one needs captions and a transcript of its own.")
VIDEO_WAITS = _("It goes with your words when you send them. Then we check it.")


@status_views.private_page
def explain_change(request, submission, token):
    """Show the words as they are now, to be changed, and say what a change leads to."""
    if not correction.may_correct(submission):
        return status_views.show(request, "not_open", submission, token)
    page = ChangePage(request, submission, token, submission.original)
    return page.show(page.make_form())


class ChangePage:
    """The page with the form that changes a story; files that came with it are held when it comes back."""

    def __init__(self, request, submission, token, original):
        self.request, self.submission, self.token = request, submission, token
        self.original = original
        self.campaign = CampaignSettings.for_request(request)
        self.removed = request.POST.get(REMOVE, "")
        self.has_picture = correction_form.keeps_picture(request.POST)
        self.has_video = correction_form.keeps_video(request.POST)
        self.has_held_picture = False
        self.video_refusal = ""
        self.video = self._find_video()

    @cached_property
    def held(self):
        """The picture that was chosen before the page came back, None after the button that removes it."""
        if self.removed == "picture":
            return None
        return held_picture.find(self.submission, self.request.POST.get(held_picture.FIELD, ""))

    @property
    def chosen(self):
        """What the form has to know of the files."""
        return correction_form.Chosen(
            has_picture=self.has_picture,
            picture=self.held.picture if self.held else None,
            has_video=self.has_video,
            video=self.video,
            video_refusal=self.video_refusal,
        )

    def make_form(self):
        """Return the form of the version, as nobody has touched it."""
        return correction_form.make_form(
            self.submission, self.original, self.campaign, chosen=self.chosen
        )

    def bound_form(self):
        """Return the form with what was sent."""
        return correction_form.make_form(
            self.submission,
            self.original,
            self.campaign,
            self.request.POST,
            self.request.FILES,
            chosen=self.chosen,
        )

    def read(self, form):
        """Return the Correction that a valid form gives."""
        return correction_form.read(form, self.original, self.request.POST, self.chosen)

    def hold_picture(self):
        """Hold a picture that came with this request, because its page comes back."""
        if self.has_held_picture or self.removed == "picture":
            return
        self.has_held_picture = True
        file = self.request.FILES.get("story_image")
        self.held = held_picture.hold(self.submission, file) or self.held

    def hold_video(self):
        """Hold a video that came with this request, whatever comes of the words; say why it cannot be."""
        file = self.request.FILES.get("story_video_file")
        if not file or self.removed == "video" or not correction.may_correct(self.submission):
            return
        if not correction_form.asks_for_video(self.submission, self.original):
            return
        verdict = allow("story_video", str(self.submission.pk), limit=VIDEOS_AN_HOUR, seconds=3600)
        if not verdict.allowed:
            self.video_refusal = TOO_MANY_VIDEOS.format(wait=say_wait(verdict.retry_after))
            return
        try:
            video = held_video.hold(self.submission, file)
        except VideoRefused as refusal:
            self.video_refusal = refusal.message
            return
        self.drop_video()
        self.video, self.video_refusal = video, ""

    def drop_video(self):
        """Let the held file go unless it became the video of the story."""
        if self.video:
            held_video.drop(self.video)

    def show_hints(self, form, given, found):
        """Show what may point to a person, with all that was typed in hidden fields."""
        self.hold_picture()
        return status_views.show(
            self.request,
            "look_again",
            self.submission,
            self.token,
            marked=correction_hints.mark(found, given.answers, form, self.request.POST),
            seen=[hint.key for hint in found],
            typed=[*self._typed(form)],
            lost_picture=self._has_lost_picture,
            tickets=self._tickets,
            page_is_live=status_views.is_public(self.submission),
        )

    def show(self, form, notice="", status=200):
        """Answer with the form that changes a story."""
        self.hold_picture()
        state = holding.shown_state(self.submission)
        decision = next(iter(holding.told_decisions(self.submission)), None)
        return status_views.show(
            self.request,
            "change",
            self.submission,
            self.token,
            status=status,
            form=form,
            sections=correction_form.sections_of(form),
            note=correction_form.note_of(form),
            heart=correction_form.heart_of(form),
            original=self.original,
            notice=notice,
            picture=self._shown_picture,
            is_without_picture=bool(self.original.picture) and not self.has_picture,
            held=self.held,
            video=self._shown_video,
            is_without_video=bool(self.original.video_hash) and not self.has_video,
            carried=[*self._tickets, *correction_hints.carried(self.request.POST)],
            comes_down=correction.would_come_down(self.submission),
            page_is_live=status_views.is_public(self.submission),
            is_request=state == Submission.State.CHANGES_REQUESTED,
            is_mending=state == Submission.State.NOT_SELECTED,
            decision=decision,
            lost_picture=self._has_lost_picture,
            # With what was checked it stands at its question.
            video_refusal="" if form.is_bound else self.video_refusal,
        )

    def show_typed(self, notice="", status=200, retry_after=0):
        """Show what was typed, unchecked, for the version that it would follow."""
        self.hold_picture()
        form = correction_form.make_form_again(
            self.submission,
            self.original,
            self.campaign,
            self.request.POST,
            self.request.FILES,
            chosen=self.chosen,
        )
        response = self.show(form, notice, status)
        if retry_after:
            response.headers["Retry-After"] = retry_after
        return response

    def show_closed(self):
        """Give the words back: the story takes no more of them."""
        texts = correction_form.texts_of(self.request.POST)
        return status_views.show(
            self.request, "not_open", self.submission, self.token, texts=texts, status=409
        )

    def _find_video(self):
        """Return the video that was chosen before the page came back, unless the button removes it now."""
        ticket = self.request.POST.get(held_video.FIELD, "")
        video = held_video.find(self.submission, ticket) if ticket else None
        if video and self.removed == "video":
            held_video.drop(video)
            return None
        if ticket and video is None and self.removed != "video":
            # Else the words would go without it, and nobody would be told.
            self.video_refusal = VIDEO_LOST
        return video

    def _typed(self, form):
        """Yield (name, value) of all that was typed, with the captions of a file as text."""
        captions = "story_captions"
        for name, value in correction_hints.typed(self.request.POST):
            if name not in TICKETS and name != captions:
                yield name, value
        if captions in form.fields:
            yield captions, form[captions].value() or ""

    @property
    def _tickets(self):
        """Return (field, ticket) of the files that are held."""
        held = ((held_picture.FIELD, self.held), (held_video.FIELD, self.video))
        return [(name, file.ticket) for name, file in held if file]

    @property
    def _has_lost_picture(self):
        return "story_image" in self.request.FILES and not self.held and self.removed != "picture"

    @property
    def _shown_picture(self):
        """Return what the page says about the picture that is kept, or None."""
        original = self.original
        if not (original.picture and self.has_picture) or self.held:
            return None
        crop = self.request.POST.get("story_image_crop")
        return {
            "url": reverse("story_own_picture", args=[self.token]),
            "width": original.picture_width,
            "height": original.picture_height,
            "crop": original.answers.get("story_image_crop", "") if crop is None else crop,
        }

    @property
    def _shown_video(self):
        """Return what the page says about the video that is kept or held, or None."""
        if self.video:
            return video_intake.VideoStatus(self.video.state, VIDEO_WAITS)
        video = self.submission.video if self.has_video else None
        if video is None:
            return None
        told = video_intake.describe(video, reverse("story_own_poster", args=[self.token]))
        return replace(told, sentence=f"{told.sentence} {ANOTHER_VIDEO}")
