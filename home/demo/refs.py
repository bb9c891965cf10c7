"""What the page data of the demo point at: pages, pictures and files without an id until they are loaded."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ToPage:
    """A page of the demo, by its name in home.demo.pages."""

    name: str


@dataclass(frozen=True)
class ToPicture:
    """A drawing of the demo, by its file name without the ending, with what it shows here."""

    name: str
    alt: str


@dataclass(frozen=True)
class ToDocument:
    """A file of the demo's toolkit, by its file name without the ending, with its title."""

    name: str
    title: str


def link(label, page):
    """Return a link card's or button's link to a page of the demo."""
    return {"label": label, "page": ToPage(page), "address": ""}
