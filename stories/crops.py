"""Which part of a picture shows, as shares of its size: read from the form, counted in pixels.

A crop is a dictionary of left, top, width, height, focus_x and focus_y, all from 0 to 1 and all
measured from the upper left corner of the upright picture. {} means that nobody chose anything. The
whole picture with a focus is a crop too: nothing is cut, but smaller cuts keep that spot in view.
"""

import math

from django.utils.translation import gettext_lazy as _

PARTS = ("left", "top", "width", "height", "focus_x", "focus_y")
# Shares are whole ten-thousandths: less than a pixel in any picture that is kept.
PLACES_BEHIND = 4
SMALLEST = 0.02
# How much of the shorter side counts as the spot that matters.
SPOT = 0.1

# Without JavaScript the sender names a place: value, label, focus.
_PLACES = (
    ("middle", _("The middle"), (0.5, 0.5)),
    ("top", _("The top"), (0.5, 0.15)),
    ("bottom", _("The bottom"), (0.5, 0.85)),
    ("left", _("The left side"), (0.15, 0.5)),
    ("right", _("The right side"), (0.85, 0.5)),
    ("top-left", _("The top left corner"), (0.15, 0.15)),
    ("top-right", _("The top right corner"), (0.85, 0.15)),
    ("bottom-left", _("The bottom left corner"), (0.15, 0.85)),
    ("bottom-right", _("The bottom right corner"), (0.85, 0.85)),
)
PLACES = tuple((value, label) for value, label, _ in _PLACES)


def read_choice(crop_text: str, place: str = "") -> dict:
    """Return what the sender chose: the crop of the browser, else the place, else {}."""
    return read_crop(crop_text) or place_crop(place)


def read_crop(crop_text: str) -> dict:
    """Return the crop in `crop_text`, six shares with blanks between, or {} for anything else."""
    try:
        shares = [float(part) for part in (crop_text or "").split()]
    except ValueError:
        return {}
    if len(shares) != len(PARTS) or not all(map(math.isfinite, shares)):
        return {}
    crop = {name: round(share, PLACES_BEHIND) for name, share in zip(PARTS, shares, strict=True)}
    return crop if _is_sound(crop) else {}


def write_crop(crop: dict) -> str:
    """Return a crop as the form carries it, "" for {}; `read_crop` takes it back."""
    return " ".join(f"{crop[name]:g}" for name in PARTS) if crop else ""


def place_crop(place: str) -> dict:
    """Return the whole picture with its focus at one of PLACES; {} for the middle and for no place."""
    focus = {value: at for value, _, at in _PLACES[1:]}.get(place)
    return whole(*focus) if focus else {}


def whole(focus_x: float = 0.5, focus_y: float = 0.5) -> dict:
    """Return the crop that cuts nothing away."""
    return dict(zip(PARTS, (0.0, 0.0, 1.0, 1.0, focus_x, focus_y), strict=True))


def is_cut(crop: dict) -> bool:
    """Say whether something of the picture is cut away."""
    return bool(crop) and (crop["width"] < 1 or crop["height"] < 1)


def cut_box(crop: dict, width: int, height: int) -> tuple[int, int, int, int]:
    """Return left, top, right and bottom in pixels of what shows of a picture of that size."""
    if not crop:
        return 0, 0, width, height
    left, top = round(crop["left"] * width), round(crop["top"] * height)
    right = round((crop["left"] + crop["width"]) * width)
    bottom = round((crop["top"] + crop["height"]) * height)
    return (
        min(left, width - 1),
        min(top, height - 1),
        min(max(right, left + 1), width),
        min(max(bottom, top + 1), height),
    )


def focal_point(crop: dict, width: int, height: int) -> tuple[int, int, int, int] | None:
    """Return the spot that matters in what shows of a picture of that size; None without a crop.

    Four numbers in pixels of the part that shows: the middle of the spot, its width and its height
    (Wagtail's focal_point_x, …_y, …_width and …_height).
    """
    if not crop:
        return None
    left, top, right, bottom = cut_box(crop, width, height)
    side = max(1, round(min(right - left, bottom - top) * SPOT))
    across = min(max(round(crop["focus_x"] * width) - left, 0), right - left)
    down = min(max(round(crop["focus_y"] * height) - top, 0), bottom - top)
    return across, down, side, side


def _is_sound(crop):
    right, bottom = crop["left"] + crop["width"], crop["top"] + crop["height"]
    # Six rounded shares may miss the edge by one unit each.
    slack = 2 * 10**-PLACES_BEHIND
    return (
        all(0 <= share <= 1 for share in crop.values())
        and min(crop["width"], crop["height"]) >= SMALLEST
        and max(right, bottom) <= 1 + slack
        and crop["left"] - slack <= crop["focus_x"] <= right + slack
        and crop["top"] - slack <= crop["focus_y"] <= bottom + slack
    )
