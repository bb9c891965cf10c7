"""What ends the kept pages: whatever writes something that visitors can see."""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

from cms.page_cache import outside
from cms.page_cache.version import version

# What saving the draft of a page writes (wagtail.models.RevisionMixin.save_revision), every half second
# while somebody types. Nothing of it is public.
DRAFT_FIELDS = frozenset(
    "latest_revision latest_revision_id latest_revision_created_at draft_title "
    "has_unpublished_changes approved_go_live_at locked locked_at locked_by locked_by_id".split()
)


def empty() -> None:
    """End the pages that every process keeps, as soon as what was written is stored.

    However often it is called, a transaction ends them once.
    """
    if not settings.PAGE_CACHE or _is_asked_for():
        return
    transaction.on_commit(_empty)


def empty_after(*models) -> None:
    """End the kept pages after every save and deletion of these models."""
    for model in models:
        for name, signal in (("saved", post_save), ("deleted", post_delete)):
            uid = f"page_cache.{model._meta.label}.{name}"
            signal.connect(_on_write, sender=model, dispatch_uid=uid)


def connect() -> None:
    """Listen to Wagtail, whose pages are public by many doors; called once by the start of the app."""
    for name, signal in (
        ("published", page_published),
        ("unpublished", page_unpublished),
        ("moved", post_page_move),
        ("renamed", page_slug_changed),
    ):
        signal.connect(_on_write, dispatch_uid=f"page_cache.page_{name}")
    # Without a sender: every type of page is a model of its own.
    post_save.connect(_on_page_saved, dispatch_uid="page_cache.page_saved")
    post_delete.connect(_on_page_deleted, dispatch_uid="page_cache.page_deleted")


def _on_write(sender, **kwargs):
    empty()


def _on_page_saved(sender, instance, update_fields=None, **kwargs):
    if not isinstance(instance, Page) or not instance.live:
        return
    if update_fields is None or not DRAFT_FIELDS.issuperset(update_fields):
        empty()


def _on_page_deleted(sender, instance, **kwargs):
    if isinstance(instance, Page) and instance.live:
        empty()


def _empty():
    version.renew()
    outside.purge()


def _is_asked_for():
    """Say whether the transaction does it already, and not only if a part of it is kept."""
    connection = transaction.get_connection()
    here = set(connection.savepoint_ids)
    return connection.in_atomic_block and any(
        done is _empty and set(savepoints) <= here
        for savepoints, done, *_ in connection.run_on_commit
    )
