"""The texts and pictures that editors typed into a page, one by one, with where each of them stands."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import models
from modelcluster.models import get_all_child_relations
from wagtail import blocks
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page
from wagtail.rich_text import get_text_for_indexing

# What Wagtail keeps of each page that visitors read; the rest of its columns is for itself.
OF_EVERY_PAGE = ("title", "seo_title", "search_description")


@dataclass(frozen=True)
class Piece:
    """One text or picture of a page.

    name: the field that holds it, of the page or of a block; where: the place in words for editors.
    text: what visitors read. source: the HTML of a rich text. picture: the picture, with its words on
    it, for a piece that is one. kind: the type of the block of the page that holds it, and anchor the
    part of the editor that shows this block; "" for a field of the page.
    """

    name: str
    where: str
    text: str = ""
    source: str = ""
    picture: Any = None
    kind: str = ""
    anchor: str = ""


def pieces_of(page: Page) -> list[Piece]:
    """Return the pieces of a page in the order of its fields, then those of rows below it, such as the
    questions of a form; empty ones are left out.
    """
    found = []
    for field in page._meta.concrete_fields:
        is_own = field.model is not Page or field.name in OF_EVERY_PAGE
        if isinstance(field, StreamField):
            for number, child in enumerate(getattr(page, field.name) or [], 1):
                place = {
                    "where": f"block {number}, “{child.block.label}”",
                    "kind": child.block_type,
                    "anchor": f"block-{child.id}-section",
                }
                for name, leaf, value in _walk(child.block, child.value, child.block_type):
                    held = _content(leaf, value)
                    found += [Piece(name, **place, **held)] if held else []
        elif is_own:
            found += _typed(page, field)
    for relation in get_all_child_relations(type(page)):
        model = relation.related_model
        # Notes that staff write to each other are no part of the page.
        if model._meta.app_label == Page._meta.app_label:
            continue
        for number, row in enumerate(getattr(page, relation.get_accessor_name()).all(), 1):
            where = f"{model._meta.verbose_name} {number}, "
            found += [
                piece
                for field in model._meta.concrete_fields
                for piece in _typed(row, field, where)
            ]
    return found


def _typed(row, field, where=""):
    """Return the piece of one field, if it holds words, in a list."""
    words = getattr(row, field.attname) if _holds_words(field) else ""
    return [Piece(field.name, f"{where}“{_in_words(field)}”", words)] if words else []


def _walk(block, value, name) -> Iterator[tuple[str, blocks.Block, Any]]:
    """Yield (name, block, value) of everything below a typed value that holds no other block."""
    if isinstance(block, blocks.BaseStreamBlock):
        for child in value:
            yield from _walk(child.block, child.value, child.block_type)
    elif isinstance(block, blocks.ListBlock):
        for item in value:
            yield from _walk(block.child_block, item, name)
    # The block of a picture is built like a struct, and its value is the picture itself.
    elif isinstance(value, blocks.StructValue) and not isinstance(block, ImageBlock):
        for inner, child in block.child_blocks.items():
            yield from _walk(child, value.get(inner), inner)
    elif value:
        yield name, block, value


def _content(block, value):
    """Return what a block without others says to visitors, as attributes of a piece; {} if it says nothing."""
    if isinstance(block, ImageBlock):
        return {"picture": value}
    if isinstance(block, blocks.RichTextBlock):
        return {"text": get_text_for_indexing(value.source), "source": value.source}
    if isinstance(block, blocks.CharBlock | blocks.TextBlock):
        return {"text": str(value)}
    return {}


def _holds_words(field):
    """Say whether an editor types words into a field, and neither an address nor one of a few choices."""
    if isinstance(field, models.SlugField | models.URLField | models.EmailField) or field.choices:
        return False
    return isinstance(field, models.CharField | models.TextField)


def _in_words(field):
    name = str(field.verbose_name)
    return name[:1].upper() + name[1:]
