"""The uploaded video on the desk: to watch it, to mend its captions and its transcript, to leave it out."""

from django import forms
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import path, reverse
from django.utils.decorators import method_decorator
from django.views import View
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from django.views.generic import FormView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin
from wagtail.log_actions import log

from cms import ranges
from stories import moderation, public_videos, video_intake
from stories.captions import LONGEST_CAPTIONS, CaptionsRefused, read_captions
from stories.models import SentVideo, Submission

LONGEST_TRANSCRIPT = 10_000
MOST_FILE_BYTES = 4 * LONGEST_CAPTIONS
_TRACK = "text/vtt; charset=utf-8"


@require_safe
@cache_control(private=True, no_store=True)
def video_file(request, video_pk):
    """Answer with the video that was made anew, or a part of it; the sent file is shown to nobody."""
    video = _readable(request, video_pk)
    response = FileResponse(_open(video.result), content_type="video/mp4")
    return _guarded(ranges.cut(request, response), video, "mp4")


@require_safe
@cache_control(private=True, no_store=True)
def poster(request, video_pk):
    """Answer with the picture that stands for the video."""
    video = _readable(request, video_pk)
    return _guarded(FileResponse(_open(video.poster), content_type="image/jpeg"), video, "jpg")


@require_safe
@cache_control(private=True, no_store=True)
def captions(request, video_pk):
    """Answer with the captions as they would be published."""
    video = _readable(request, video_pk)
    try:
        words = read_captions(video.captions)
    except CaptionsRefused as refused:
        raise Http404("There are no captions that can be shown.") from refused
    return _guarded(HttpResponse(words, content_type=_TRACK), video, "vtt")


def describe_video(submission, user):
    """Return the part of the desk's context on the uploaded video; empty without one."""
    video = submission.video
    if video is None:
        return {}
    return {
        "sent_video": video,
        "shown_video": public_videos.private_of(submission),
        "video_obstacles": public_videos.obstacles(submission),
        "video_words_url": reverse("submission_video_words", args=[video.pk])
        if moderation.can_moderate(user)
        else "",
    }


class VideoWordsForm(forms.Form):
    """Captions, as text or as a file, and the transcript of one video."""

    captions = forms.CharField(
        required=False,
        max_length=LONGEST_CAPTIONS,
        widget=forms.Textarea(attrs={"rows": 14, "spellcheck": "true"}),
        help_text="The words and sounds with their times, as WebVTT or SubRip. "
        "For example: 00:01.000 --> 00:04.000, and the words on the next line.",
    )
    captions_file = forms.FileField(
        label="Or a file with captions",
        required=False,
        widget=forms.FileInput(attrs={"accept": ".vtt,.srt,text/vtt"}),
        help_text="It takes the place of the text above.",
    )
    transcript = forms.CharField(
        required=False,
        max_length=LONGEST_TRANSCRIPT,
        widget=forms.Textarea(attrs={"rows": 10, "spellcheck": "true"}),
        help_text="All that is said and heard, and what has to be seen to understand it.",
    )

    def __init__(self, video: SentVideo, *args, **kwargs):
        self.video = video
        words = {"captions": video.captions, "transcript": video.transcript}
        super().__init__(*args, initial=words, **kwargs)

    def clean_captions_file(self):
        """Return the text of the file, or ""; anything but a small text in UTF-8 is refused."""
        file = self.cleaned_data["captions_file"]
        if not file:
            return ""
        if file.size > MOST_FILE_BYTES:
            raise forms.ValidationError("This file is too large for captions. Choose another one.")
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise forms.ValidationError(
                "We cannot read this file. Save the captions as UTF-8 text and choose them again."
            ) from error

    def clean(self):
        """Bring the captions into their one form; blame the input that they came by."""
        cleaned = super().clean()
        name = "captions_file" if cleaned.get("captions_file") else "captions"
        words = cleaned.get(name, "")
        if words.strip():
            try:
                cleaned["captions"] = read_captions(words, longest=self.video.seconds)
            except CaptionsRefused as refused:
                self.add_error(name, refused.message)
        return cleaned


class VideoView(View):
    """Something that moderators do with one video."""

    def dispatch(self, request, *args, video_pk, **kwargs):
        """Find the video; 404 for those who may not decide on submissions."""
        # 404 and not a redirect: whether there is a video is nobody else's business.
        if not moderation.can_moderate(request.user):
            raise Http404
        self.video = get_object_or_404(
            SentVideo.objects.select_related("submission"),
            pk=video_pk,
            submission__isnull=False,
        )
        self.submission = self.video.submission
        return super().dispatch(request, *args, **kwargs)


@method_decorator(cache_control(private=True, no_store=True), name="dispatch")
class VideoWordsView(VideoView, WagtailAdminTemplateMixin, FormView):
    """Mend captions and transcript beside the player."""

    form_class = VideoWordsForm
    template_name = "stories/admin/video.html"
    page_title = "Words of the video"
    header_icon = "media"

    def get_page_subtitle(self):
        """Name the story by its number."""
        return self.submission.number

    def get_breadcrumbs_items(self):
        """Lead back to the desk."""
        return [
            *self.breadcrumbs_items,
            {"url": reverse("submissions:list"), "label": "Submissions"},
            {"url": self.submission.desk_url, "label": self.submission.number},
            {"url": "", "label": self.page_title},
        ]

    def get_form(self, form_class=None):
        """Return the form that knows the video."""
        kwargs = self.get_form_kwargs()
        kwargs.pop("initial")
        return VideoWordsForm(self.video, **kwargs)

    def get_context_data(self, **kwargs):
        """Add the video and what is missing."""
        return super().get_context_data(**kwargs) | {
            "submission": self.submission,
            "sent_video": self.video,
            "shown_video": public_videos.private_of(self.submission),
            "video_obstacles": public_videos.obstacles(self.submission),
        }

    def form_valid(self, form):
        """Keep the words; a story that is public shows the new ones at once."""
        words = {name: form.cleaned_data[name].strip() for name in ("captions", "transcript")}
        if self._is_public() and not all(words.values()):
            form.add_error(None, "This story is public. Its video needs captions and a transcript.")
            return self.form_invalid(form)
        with transaction.atomic():
            # The worker may be at the same row: only these columns are written.
            SentVideo.objects.filter(pk=self.video.pk).update(**words)
            log(self.submission, "stories.video_words", user=self.request.user)
            public_videos.refresh(Submission.objects.get(pk=self.submission.pk))
        messages.success(
            self.request, f"The words of the video of {self.submission.number} are kept."
        )
        return redirect(self.submission.desk_url)

    def _is_public(self):
        page = getattr(self.submission, "story_page", None)
        return page is not None and page.live


class LeaveOutView(VideoView):
    """Take the video out of a story that can do without it."""

    http_method_names = ("post",)

    def post(self, request, *args, **kwargs):
        """Delete the video with its files, and its public copy; say so on the desk."""
        if not (self.submission.story_text or self.submission.video_url):
            messages.warning(
                request, "Without the video there is no story. Refuse it, or ask for changes."
            )
            return redirect(self.submission.desk_url)
        with transaction.atomic():
            for video in self.submission.videos.select_for_update():
                video_intake.remove(video)
            public_videos.take_down(self.submission)
            log(self.submission, "stories.video_out", user=request.user)
        messages.success(request, f"{self.submission.number} goes on without its video.")
        return redirect(self.submission.desk_url)


def get_urls():
    """Return the addresses below /admin/; Wagtail asks for a sign-in before it calls them."""
    base = "submissions/videos/<int:video_pk>"
    return [
        path(f"{base}/file/", video_file, name="submission_video"),
        path(f"{base}/poster/", poster, name="submission_video_poster"),
        path(f"{base}/captions/", captions, name="submission_video_captions"),
        path(f"{base}/words/", VideoWordsView.as_view(), name="submission_video_words"),
        path(f"{base}/leave-out/", LeaveOutView.as_view(), name="submission_video_out"),
    ]


def _readable(request, video_pk):
    # 404 and not a redirect: whether a video exists is nobody else's business.
    if not request.user.has_perm("stories.view_submission"):
        raise Http404
    # The video of a draft is its sender's alone.
    found = SentVideo.objects.select_related("submission").filter(submission__isnull=False)
    return get_object_or_404(found, pk=video_pk, state=SentVideo.State.READY)


def _open(file):
    try:
        return file.open("rb")
    except (OSError, ValueError) as error:
        raise Http404("The file is gone.") from error


def _guarded(response, video, suffix):
    """Put the headers on that let a browser play the file and nothing else."""
    name = f"{video.submission.number}-video.{suffix}"
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    # In a tab of its own the player is a page around the file, which it has to load.
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'"
    return response
