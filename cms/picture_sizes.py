"""The sizes and formats in which pages show a picture, made by the worker before a visitor asks for them."""

import logging
import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction
from django.utils.safestring import mark_safe
from django_tasks import task
from wagtail.images.models import Filter, Picture, SourceImageIOError
from wagtail.images.shortcuts import get_renditions_or_not_found

if TYPE_CHECKING:
    from cms.models import CampaignImage

_log = logging.getLogger(__name__)
# Quotes within other attributes are escaped.
_SIZES = re.compile(r' sizes="[^"]*"')

# A file for so much more width than the last one is worth its place.
WORTH_IT = 1.2
# What the focus keeps away from: nearer to an edge than this share, a further cut shall begin there.
NEAR = 0.36


@dataclass(frozen=True)
class PictureSet:
    """One cut of a picture, from its smallest size to its largest.

    sizes: filters of Wagtail without a format. formats: in which each of them is made, the lightest
    first. plain: the size that is made as JPEG, for browsers that know none of the formats.
    """

    sizes: tuple[str, ...]
    plain: str
    formats: tuple[str, ...] = ("avif", "webp")

    @property
    def specs(self) -> list[str]:
        """Return every filter that the set may ask for."""
        return self._specs_for(self.sizes)

    def specs_of(self, image: "CampaignImage") -> list[str]:
        """Return the filters for one picture: none that would come out hardly larger than the one before."""
        kept, widest = [], 0
        for size in self.sizes:
            width = Filter(size).get_transform(image).size[0]
            if width >= widest * WORTH_IT:
                kept, widest = [*kept, size], width
        return self._specs_for(kept)

    def _specs_for(self, sizes):
        shown = [f"{size}|format-{kind}" for kind in self.formats for size in sizes]
        return [*shown, f"{self.plain}|format-jpeg"]


SQUARE = PictureSet(("fill-400x400", "fill-800x800", "fill-1200x1200"), plain="fill-800x800")
WIDE = PictureSet(("width-400", "width-800", "width-1200", "width-1600"), plain="width-800")
# For feeds: readers know JPEG.
BANNER = PictureSet((), plain="fill-1200x630", formats=())
SETS = {"square": SQUARE, "wide": WIDE, "banner": BANNER}


class _LightPicture(Picture):
    """Wagtail's picture element, without sizes on its img: that names one file, its sources name several.

    HTML allows sizes only beside a srcset with widths.
    """

    def __html__(self):
        sources, tag, attributes = super().__html__().rpartition("<img")
        return mark_safe(sources + tag + _SIZES.sub("", attributes))


def show(image: "CampaignImage", name: str, attrs: dict) -> Picture:
    """Return the picture element of a picture in one of SETS; printed, it is markup.

    attrs: of its img. A class says on which side the spot that matters lies, for boxes of another shape
    than the cut.
    """
    found = get_renditions_or_not_found(image, SETS[name].specs_of(image))
    classes = " ".join(filter(None, [attrs.get("class"), _side(image, SETS[name].plain)]))
    if classes:
        attrs = {**attrs, "class": classes}
    return _LightPicture(found, {"decoding": "async", **attrs})


def ask_for(image: "CampaignImage") -> None:
    """Ask the worker for the sizes of a picture that was saved, once the transaction is over."""
    if settings.PICTURES_AHEAD:
        asked = partial(make_ahead.enqueue, image.pk, list(image.sizes_ahead))
        transaction.on_commit(asked, robust=True)


@task()
def make_ahead(pk, names):
    """Make the sizes of a picture that are missing; nothing for one that is gone by now."""
    from cms.models import CampaignImage

    image = CampaignImage.objects.filter(pk=pk).first()
    if image is None:
        return
    specs = [spec for name in names for spec in SETS[name].specs_of(image)]
    try:
        image.get_renditions(*specs)
    except SourceImageIOError:
        _log.warning("The file of picture %s cannot be read.", pk)


def _side(image, size):
    """Return the classes for the spot that matters, as it lies in a cut: "" in the middle and without one."""
    focus = image.get_focal_point()
    if focus is None:
        return ""
    transform = Filter(size).get_transform(image)
    spot = focus.transform(transform).centroid
    sides = []
    for at, length, first, last in zip(
        spot, transform.size, ("start", "top"), ("end", "bottom"), strict=True
    ):
        if at < length * NEAR:
            sides.append(f"look-{first}")
        elif at > length * (1 - NEAR):
            sides.append(f"look-{last}")
    return " ".join(sides)
