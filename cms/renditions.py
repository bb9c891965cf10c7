"""Makes all sizes and formats of a picture from one look at its file; Wagtail would decode it once for each."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from PIL import Image, ImageOps, UnidentifiedImageError
from wagtail.images import image_operations
from wagtail.images.models import Filter, SourceImageIOError
from willow.image import AvifImageFile, JPEGImageFile, PNGImageFile, WebPImageFile

from cms.pictures import to_srgb

# What Wagtail writes too, with its qualities. The fast steps of both encoders make files that are a
# few hundredths larger, in a sixth (AVIF) and in half (WebP) of the time.
KINDS = {
    "avif": (AvifImageFile, "AVIF", {"speed": 8, "max_threads": 1}),
    "webp": (WebPImageFile, "WEBP", {"method": 2}),
    "jpeg": (JPEGImageFile, "JPEG", {"progressive": True, "optimize": True}),
    "png": (PNGImageFile, "PNG", {"optimize": True}),
}
# Flat colors and sharp edges: here one step slower saves a quarter of the bytes.
DRAWING_SPEED = 7
QUALITIES = {"avif": 61, "webp": 80, "jpeg": 76}
# The largest step of scaling that is left to the slow, good filter.
GAP = 3.0
_READ = ("JPEG", "PNG", "WEBP")
_TURNED = (5, 6, 7, 8)
_ORIENTATION = 0x0112
# What says only how a file is written. Whatever changes the pixels in another way is left to Wagtail.
_ABOUT_WRITING = (
    image_operations.FormatOperation,
    image_operations.AvifQualityOperation,
    image_operations.WebPQualityOperation,
    image_operations.JPEGQualityOperation,
    image_operations.DoNothingOperation,
)


@dataclass(frozen=True)
class _Wish:
    """What a filter asks for: left, top, right and bottom in the upright picture, the size, how it is written."""

    filter: Filter
    box: tuple[float, float, float, float]
    size: tuple[int, int]
    kind: str
    quality: int | None
    is_drawing: bool

    @property
    def scale(self):
        """Return how large the picture has to be for it, as a share of its full size."""
        left, top, right, bottom = self.box
        return max(self.size[0] / (right - left), self.size[1] / (bottom - top))


class DrawnFilter(Filter):
    """A filter whose pixels are drawn already: running it only writes them."""

    def __init__(self, wish: _Wish, picture: Image.Image):
        super().__init__(spec=wish.filter.spec)
        self._wish = wish
        self._picture = picture

    def run(self, image, output, source=None):
        """Write the pixels into `output`, without any metadata, and return the file as Willow does."""
        made, name, options = KINDS[self._wish.kind]
        picture = self._picture
        if self._wish.kind == "jpeg" and picture.mode == "RGBA":
            ground = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(ground, picture).convert("RGB")
        if self._wish.quality is not None:
            options = {**options, "quality": self._wish.quality}
        if self._wish.is_drawing and name == "AVIF":
            options = {**options, "speed": DRAWING_SPEED}
        picture.save(output, name, **options)
        return made(output)


def make(image, filters: Iterable[Filter]) -> dict[Filter, object]:
    """Return the rendition of a saved CampaignImage for each filter; those that are missing are made.

    The file is decoded once, outside of any transaction of its own. Raises SourceImageIOError where the file
    or by now the picture is gone: nothing of a picture that was taken down meanwhile is left.
    """
    found = _existing(image, filters)
    missing = [one for one in filters if one not in found]
    if not missing:
        return found
    made = [_write(image, one) for one in draw(image, missing)]
    try:
        with transaction.atomic():
            # Whoever takes the picture down waits until these are listed, or was here first.
            if not type(image)._base_manager.select_for_update().filter(pk=image.pk).exists():
                raise SourceImageIOError("The picture was taken down.")
            found |= _existing(image, missing)
            new = [row for row in made if row.filter not in found]
            image.get_rendition_model().objects.bulk_create(new)
    except BaseException:
        for row in made:
            if row.file._committed:
                row.file.storage.delete(row.file.name)
        raise
    return found | {row.filter: row for row in new}


def draw(image, filters: Iterable[Filter]) -> list[Filter]:
    """Return the filters with their pixels drawn from one decoded picture.

    A filter that asks for more than a cut, a size and a format comes back as it was, and all of them
    do for a file that is no still JPEG, PNG or WebP. Sizes and cuts are those of Wagtail.
    """
    with image.open_file() as file:
        try:
            picture = Image.open(file, formats=_READ)
        except UnidentifiedImageError:
            return list(filters)
        if getattr(picture, "is_animated", False) or picture.mode.startswith(("I", "F")):
            return list(filters)
        width, height = picture.size
        if picture.getexif().get(_ORIENTATION) in _TURNED:
            width, height = height, width
        wishes = {
            one: _read(one, image, (width, height), picture.format.lower()) for one in filters
        }
        scales = [wish.scale for wish in wishes.values() if wish]
        if not scales:
            return list(filters)
        # A JPEG can be decoded at an eighth, a quarter or half of its size for a fraction of the cost.
        scale = min(max(scales), 1)
        picture.draft(picture.mode, tuple(math.ceil(side * scale) for side in picture.size))
        base = _upright(picture)
    across, down = base.width / width, base.height / height
    pixels = {}
    for wish in filter(None, wishes.values()):
        key = wish.box, wish.size
        if key not in pixels:
            left, top, right, bottom = wish.box
            box = left * across, top * down, right * across, bottom * down
            pixels[key] = base.resize(
                wish.size, Image.Resampling.LANCZOS, box=box, reducing_gap=GAP
            )
    return [
        DrawnFilter(wish, pixels[wish.box, wish.size]) if wish else one
        for one, wish in wishes.items()
    ]


def _read(asked, image, size, kind) -> _Wish | None:
    """Return what a filter asks for of a picture of that size and kind of file, or None if it is left to Wagtail."""
    env = {}
    for operation in asked.filter_operations:
        if not isinstance(operation, _ABOUT_WRITING):
            return None
        operation.run(None, image, env)
    # What came as PNG and is kept as PNG (cms.pictures).
    is_drawing = kind == "png"
    conversions = getattr(settings, "WAGTAILIMAGES_FORMAT_CONVERSIONS", {})
    kind = env.get("output-format") or conversions.get(kind, kind)
    if kind not in KINDS or env.get("output-format-options"):
        return None
    transform = asked.get_transform(image, size)
    left, top, right, bottom = transform.get_rect().round()
    box = max(left, 0), max(top, 0), min(right, size[0]), min(bottom, size[1])
    quality = QUALITIES.get(kind)
    if quality is not None:
        quality = getattr(settings, f"WAGTAILIMAGES_{kind.upper()}_QUALITY", quality)
        quality = env.get(f"{kind}-quality", quality)
    return _Wish(asked, box, transform.size, kind, quality, is_drawing)


def _upright(picture):
    """Return the decoded picture upright, in sRGB and without anything beside its pixels."""
    profile = picture.info.get("icc_profile")
    base = ImageOps.exif_transpose(picture)
    alpha = None
    if base.has_transparency_data:
        base = base.convert("RGBA")
        alpha = base.getchannel("A")
        base = base.convert("RGB")
    elif base.mode not in ("L", "CMYK"):
        base = base.convert("RGB")
    base = to_srgb(base, profile)
    if alpha:
        base.putalpha(alpha)
    # Encoders write comments, profiles and EXIF from here unless told otherwise.
    base.info.clear()
    return base


def _write(image, asked):
    """Return an unsaved rendition with its file in memory."""
    return image.get_rendition_model()(
        image=image,
        filter_spec=asked.spec,
        focal_point_key=asked.get_cache_key(image),
        file=image.generate_rendition_file(asked),
    )


def _existing(image, filters):
    """Return the renditions that are stored already, by their filters."""
    by_spec = {one.spec: one for one in filters}
    asked = Q()
    for one in filters:
        asked |= Q(filter_spec=one.spec, focal_point_key=one.get_cache_key(image))
    return {by_spec[row.filter_spec]: row for row in image.renditions.filter(asked)}
