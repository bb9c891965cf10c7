"""The draft's own picture and poster, shown to whoever holds the draft and to nobody else."""

from django.http import FileResponse, Http404

from stories import drafts

POLICY = "default-src 'none'; frame-ancestors 'none'"


def picture(visit):
    """Answer with the picture of the draft."""
    draft = _draft_of(visit)
    return _answer(draft.picture if draft else None)


def poster(visit):
    """Answer with the first picture of the draft's video, once the worker has made it."""
    video = getattr(_draft_of(visit), "video", None)
    return _answer(video.poster if video else None)


def _draft_of(visit):
    """Return the draft of the signed value in the address, else of the cookie."""
    value = visit.request.GET.get("t", "")
    if value:
        return drafts.find_by_files_token(value, visit.page)
    return visit.draft


def _answer(file):
    if not file:
        raise Http404("There is no such file.")
    try:
        opened = file.open("rb")
    except FileNotFoundError as error:
        raise Http404("There is no such file.") from error
    kind = "image/png" if file.name.endswith(".png") else "image/jpeg"
    return FileResponse(
        opened,
        content_type=kind,
        headers={"Content-Security-Policy": POLICY, "Content-Disposition": "inline"},
    )
