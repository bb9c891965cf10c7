"""Measures what the sizes of a new picture cost: all from one decoded file, beside Willow's of the same format.

Run it with `python -m tests.bench.pictures`. Both make six sizes of a photograph of 12 million pixels, in turn; the
figure is the time that all cores worked for it. Nothing is written to a database.
"""

import os
import resource
import statistics
import tempfile
from io import BytesIO
from pathlib import Path

import django
from django.core.files.storage import FileSystemStorage
from PIL import Image

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")

from tests.bench.figures import Figure, at_most, show  # noqa: E402

SIZE = (4000, 3000)
SPECS = ("fill-400x400", "fill-800x800", "fill-1200x1200", "width-400", "width-800", "width-1200")
FORMATS = ("jpeg", "webp", "avif")
LIMIT = 30.0
ROUNDS = 5


def main() -> None:
    """Measure and print."""
    django.setup()
    from wagtail.images.models import Filter

    with tempfile.TemporaryDirectory() as folder:
        figures = []
        image = _picture(Path(folder))
        for kind in FORMATS:
            filters = [Filter(f"{spec}|format-{kind}") for spec in SPECS]
            ours, theirs = [], []
            for _ in range(ROUNDS):
                theirs.append(_cost(_theirs, filters, image))
                ours.append(_cost(_ours, filters, image))
            mine, peer = statistics.median(ours), statistics.median(theirs)
            figures += [
                Figure(f"{kind}: Willow, {len(SPECS)} sizes", f"{peer:,.0f} ms"),
                Figure(f"{kind}: from one decoded file", f"{mine:,.0f} ms"),
                at_most(f"{kind}: share of Willow’s cost", 100 * mine / peer, LIMIT, "%"),
            ]
            bytes_ours = sum(map(len, _ours(filters, image)))
            bytes_theirs = sum(map(len, _theirs(filters, image)))
            figures.append(
                Figure(f"{kind}: bytes beside Willow's", f"{bytes_ours / bytes_theirs:.2f} x")
            )
    show("Sizes of a picture of 12 million pixels", figures)


def _picture(folder):
    """Return a picture of the site, not saved, whose file is a photograph as phones take it."""
    from cms.models import CampaignImage

    bands = [_band() for _ in range(3)]
    path = folder / "photograph.jpg"
    Image.merge("RGB", bands).save(path, "JPEG", quality=90)
    values = {"width": SIZE[0], "height": SIZE[1], "file": path.name}
    # Any collection: there is no database.
    image = CampaignImage(title="Photograph", collection_id=1, **values)
    image.file.storage = FileSystemStorage(folder)
    return image


def _band():
    """Return one color of something like a photograph: large shapes, small ones, and a little noise."""
    band = None
    for step, strength in ((128, 60), (32, 60), (8, 60), (1, 12)):
        noise = Image.effect_noise((SIZE[0] // step + 2, SIZE[1] // step + 2), strength)
        noise = noise.resize(SIZE, Image.Resampling.BICUBIC)
        band = Image.blend(band, noise, 0.5) if band else noise
    return band


def _ours(filters, image):
    from cms import renditions

    return _theirs(renditions.draw(image, filters), image)


def _theirs(filters, image):
    return [_run(one, image) for one in filters]


def _run(one, image):
    file = BytesIO()
    one.run(image, file)
    return file.getvalue()


def _cost(work, *arguments) -> float:
    """Return the milliseconds that all threads of this process worked."""
    before = resource.getrusage(resource.RUSAGE_SELF)
    work(*arguments)
    after = resource.getrusage(resource.RUSAGE_SELF)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


if __name__ == "__main__":
    main()
