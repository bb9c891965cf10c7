"""The public copy of the picture that was sent: made when its story goes live, gone when the story is."""

import secrets
from contextlib import contextmanager
from functools import partial
from pathlib import PurePath

from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.db import transaction
from wagtail.models import Collection

from cms.models import CampaignImage
from cms.pictures import cut_picture
from stories import consent, crops
from stories.models import PromotedPicture, Submission

COLLECTION = "Pictures of stories"
# Those of its page, of cards and of feeds; the others are made if an editor places it elsewhere.
SIZES = ("square", "banner")


@contextmanager
def put_up(story):
    """Save a live story page inside: it gets the public copy of its picture, made anew where there is none.

    A picture that an editor chose stays; without the sender's yes to the picture no copy is made. A copy that the page does not show is taken down. One
    transaction; what it made is removed when the save fails.
    """
    files = []
    cut = _cut_ahead(story)
    try:
        with transaction.atomic():
            # Two publications at once would make two copies.
            submission = Submission.objects.select_for_update().get(pk=story.submission_id)
            found = submission.public_pictures.select_related("image").first()
            wanted = story.show_sent_picture and consent.may_use_picture(submission)
            if wanted and story.picture_id is None:
                story.picture = found.image if found else _copy(submission, story.title, files, cut)
            elif found and not wanted and story.picture_id == found.image_id:
                story.picture = None
            yield
            take_down(submission, keep=story.picture_id)
    except BaseException:
        # A transaction that rolls back takes the rows away and leaves the file behind.
        for storage, name in files:
            storage.delete(name)
        raise


def take_down(submission, *, keep=None):
    """Delete the public copies of a submission's picture, except the image with the key `keep`.

    Rows and renditions go at once, the files with the commit. Pages that showed one show none.
    """
    with transaction.atomic():
        public = submission.public_pictures.exclude(image=keep)
        # Locked: a size of it that the worker stores at this moment is stored before, or not at all.
        for image in CampaignImage.objects.select_for_update().filter(
            pk__in=public.values("image")
        ):
            storage = image.file.storage
            names = [image.file.name, *image.renditions.values_list("file", flat=True)]
            image.delete()
            # Wagtail leaves the files to the task queue; they may not outlive the story that long.
            transaction.on_commit(partial(_delete_files, storage, names))


def _cut_ahead(story):
    """Return what of a picture is left after the sender's cut, with what it was made from, or None.

    Before the transaction: a picture takes longer to decode than others should wait for a lock.
    """
    submission = story.submission
    wanted = story.show_sent_picture and story.picture_id is None
    if not (wanted and crops.is_cut(submission.picture_crop)):
        return None
    if submission.public_pictures.exists() or not submission.original.picture:
        return None
    return (submission.original.pk, submission.picture_crop), _bytes_of(submission)


def _bytes_of(submission):
    """Return the bytes of the picture as far as the sender lets it show."""
    original = submission.original
    with original.picture.open("rb") as file:
        data = file.read()
    if not crops.is_cut(submission.picture_crop):
        return data
    size = original.picture_width, original.picture_height
    return cut_picture(data, crops.cut_box(submission.picture_crop, *size))


def _copy(submission, title, files, cut):
    """Return a CampaignImage with the picture that was sent, or None; its file is noted in `files`.

    What the sender cut away is not in it: no rendition, no preview and no download can show it.
    """
    original = submission.original
    if not original.picture:
        return None
    ending = PurePath(original.picture.name).suffix.lower()
    crop = submission.picture_crop
    data = cut[1] if cut and cut[0] == (original.pk, crop) else _bytes_of(submission)
    # Not image.file.save(…, save=False): that leaves width and height empty.
    image = CampaignImage(
        title=title,
        file=ImageFile(ContentFile(data), name=f"story-{secrets.token_hex(8)}{ending}"),
        description=submission.picture_alt,
        credit=submission.picture_credit,
        collection=_collection(),
    )
    image.sizes_ahead = SIZES
    image._set_image_file_metadata()
    if crop:
        x, y, width, height = crops.focal_point(
            crop, original.picture_width, original.picture_height
        )
        image.focal_point_x, image.focal_point_y = x, y
        image.focal_point_width, image.focal_point_height = width, height
    try:
        image.save()
    finally:
        if image.file._committed:
            files.append((image.file.storage, image.file.name))
    PromotedPicture.objects.create(submission=submission, image=image)
    return image


def _collection():
    # Locked: two at once would take one place in the tree.
    root = Collection.objects.select_for_update().get(depth=1)
    found = Collection.objects.filter(name=COLLECTION).first()
    return found or root.add_child(name=COLLECTION)


def _delete_files(storage, names):
    for name in names:
        storage.delete(name)
