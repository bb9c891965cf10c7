"""Pictures and cards of submissions for signed-in staff; nobody else gets one, and nothing keeps a copy."""

import io
import mimetypes

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe
from PIL import Image

from cms.models import CampaignSettings
from stories import cards, share_card
from stories.models import Arrival, Original, Submission

THUMBNAIL_SIZE = (320, 240)
# A paper form carries name, address and signature.
SEES_ADDRESSES = ("moderate_submission", "export_submission", "erase_submission")


@require_safe
@cache_control(private=True, no_store=True)
def picture(request, original_pk):
    """Answer with the picture of one original; 404 for those who may not see submissions."""
    original = _readable_original(request, original_pk)
    kind = mimetypes.guess_type(original.picture.name)[0] or "application/octet-stream"
    response = FileResponse(_open(original.picture), content_type=kind)
    return _guarded(response, _name_of(original, original.picture.name.rpartition(".")[2]))


@require_safe
@cache_control(private=True, no_store=True)
def thumbnail(request, original_pk):
    """Answer with a small JPEG of the picture, drawn on the spot so that no second copy lies about."""
    original = _readable_original(request, original_pk)
    with _open(original.picture) as file, Image.open(file) as image:
        # JPEG decoders can skip what a small picture does not need.
        image.draft("RGB", THUMBNAIL_SIZE)
        small = image.convert("RGB")
        small.thumbnail(THUMBNAIL_SIZE)
        buffer = io.BytesIO()
        small.save(buffer, "JPEG", quality=78)
    response = HttpResponse(buffer.getvalue(), content_type="image/jpeg")
    return _guarded(response, _name_of(original, "jpg"))


@require_safe
@cache_control(private=True, no_store=True)
def scan(request, arrival_pk):
    """Answer with the picture of a signed paper form; 404 for those who may not see addresses."""
    if not any(request.user.has_perm(f"stories.{name}") for name in SEES_ADDRESSES):
        raise Http404
    arrival = get_object_or_404(
        Arrival.objects.exclude(scan="").select_related("submission"), pk=arrival_pk
    )
    suffix = arrival.scan.name.rpartition(".")[2]
    kind = mimetypes.guess_type(arrival.scan.name)[0] or "application/octet-stream"
    response = FileResponse(_open(arrival.scan), content_type=kind)
    return _guarded(response, f"{arrival.submission.number}-form.{suffix}")


@require_safe
@cache_control(private=True, no_store=True)
def card(request, pk):
    """Answer with the share card that the copy would become; 404 for those who may not see submissions."""
    _require_reader(request)
    submission = get_object_or_404(Submission, pk=pk)
    drawn = share_card.draw_card(
        hashtag=CampaignSettings.for_request(request).hashtag,
        sentence=cards.quote_of(submission),
        teller=submission.teller or "Anonymous",
        story_text=submission.story_text,
        because=submission.because,
    )
    response = _guarded(HttpResponse(drawn, "image/svg+xml"), f"{submission.number}-card.svg")
    # Its letters and its style stand in the file itself.
    response["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; font-src data:"
    )
    return response


def get_urls():
    """Return the addresses below /admin/; Wagtail asks for a sign-in before it calls them."""
    base = "submissions/files/<int:original_pk>"
    return [
        path("submissions/card/<int:pk>/", card, name="submission_card"),
        path("submissions/scans/<int:arrival_pk>/", scan, name="submission_scan"),
        path(f"{base}/picture/", picture, name="submission_picture"),
        path(f"{base}/thumbnail/", thumbnail, name="submission_thumbnail"),
    ]


def _require_reader(request):
    # 404 and not a redirect: whether a picture exists is nobody else's business.
    if not request.user.has_perm("stories.view_submission"):
        raise Http404


def _readable_original(request, original_pk):
    _require_reader(request)
    original = get_object_or_404(
        Original.objects.only("pk", "picture", "submission__number", "version").select_related(
            "submission"
        ),
        pk=original_pk,
    )
    if not original.picture:
        raise Http404
    return original


def _open(file):
    try:
        return file.open("rb")
    except OSError as error:
        raise Http404("The file is gone.") from error


def _name_of(original, suffix):
    return f"{original.submission.number}-{original.version}.{suffix}"


def _guarded(response, name):
    """Put the headers on that let a browser show the picture and nothing else."""
    response["Content-Disposition"] = f'inline; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'"
    return response
