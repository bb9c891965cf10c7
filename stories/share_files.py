"""The share card of a story or of a page: what it says, where its address is, and its file, drawn once per text.

The files lie on private storage: a view asks for each visit whether the card may still show.
"""

import hashlib
from dataclasses import dataclass, field, replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from django.core.files.base import ContentFile
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from PIL import Image

from cms.addresses import site_address
from stories import cards, hearts, share_picture
from stories.models import PromotedPicture
from stories.models.submission import private_storage
from stories.share_words import PEOPLE, SITE, Face, first_held

if TYPE_CHECKING:
    from cms.models import BasePage, CampaignImage, CampaignSettings
    from stories.models import StoryPage

FOLDER = "share-cards"
HEART_ALT = _("Beside it is a heart of many short dashes, one for each word.")
# Above the strip of the card; narrower pictures would look blurred.
PICTURE_SPEC = f"fill-1200x{share_picture.HEIGHT - share_picture.STRIP}"
NARROWEST = 600
CHOSEN_SPEC = f"fill-{share_picture.WIDTH}x{share_picture.HEIGHT}"


@dataclass(frozen=True)
class ShareCard:
    """One card: its words as they are drawn, the words of its heart, and the picture if it shows one.

    owner: "story" or "page" and pk, whose card it is. is_chosen: an editor chose the picture for shared links; it fills the card. sentence: "" where the fonts do not hold it.
    alt: what it says and shows, for those who do not see it.
    """

    owner: str
    pk: int
    hashtag: str
    sentence: str
    teller: str
    alt: str
    heart_text: str = field(repr=False)
    heart_because: str = field(repr=False)
    face: Face = PEOPLE
    picture: "CampaignImage | None" = None
    is_chosen: bool = False

    @property
    def ending(self) -> str:
        """Return what the file's name ends with: photographs are JPEG, drawings PNG."""
        return "jpg" if self.picture else "png"

    @property
    def content_type(self) -> str:
        """Return the media type of the file."""
        return "image/jpeg" if self.picture else "image/png"

    @cached_property
    def version(self) -> str:
        """Return what tells this card from every other: the same words give the same card."""
        shown = self.picture
        drawn_from = (
            share_picture.LAYOUT,
            self.hashtag,
            self.sentence,
            self.teller,
            self.face,
            # Only lengths are drawn; the words would say no more.
            hearts.measure_words(self.heart_text),
            hearts.measure_words(self.heart_because),
            shown and (shown.pk, shown.file.name, shown.get_focal_point(), self.is_chosen),
        )
        return hashlib.sha256(repr(drawn_from).encode()).hexdigest()[:12]

    @property
    def path(self) -> str:
        """Return the path of the card, with its version: another text has another address."""
        return f"{reverse(f'{self.owner}_card_{self.ending}', args=[self.pk])}?v={self.version}"

    @property
    def url(self) -> str:
        """Return the whole address of the card."""
        return site_address(self.path)

    def read(self) -> bytes:
        """Return the file; it is drawn if this text has none yet, and older ones of its owner leave.

        Raises share_picture.CardTooLarge for a picture that cannot be made small enough.
        """
        storage, folder = private_storage(), _folder(self.owner, self.pk)
        name = f"{folder}/{self.version}.{self.ending}"
        try:
            with storage.open(name) as file:
                return file.read()
        except FileNotFoundError:
            data = self._draw()
        stored = storage.save(name, ContentFile(data))
        if stored != name:
            # Somebody else asked at the same moment and was faster.
            storage.delete(stored)
        for other in _names_in(folder):
            if other.endswith(f".{self.ending}") and f"{folder}/{other}" != name:
                storage.delete(f"{folder}/{other}")
        return data

    def _draw(self):
        if self.is_chosen:
            rendition = self.picture.get_rendition(f"{CHOSEN_SPEC}|format-jpeg|jpegquality-92")
            with rendition.file.open("rb") as file, Image.open(file) as picture:
                return share_picture.draw_whole(picture)
        if self.picture:
            rendition = self.picture.get_rendition(f"{PICTURE_SPEC}|format-jpeg|jpegquality-92")
            with rendition.file.open("rb") as file, Image.open(file) as picture:
                return share_picture.draw_picture(picture, hashtag=self.hashtag, teller=self.teller)
        return share_picture.draw_words(
            hashtag=self.hashtag,
            sentence=self.sentence,
            teller=self.teller,
            marks=hearts.lay_heart(self.heart_text, self.heart_because),
            face=self.face,
        )


def story_card(story: "StoryPage", campaign: "CampaignSettings") -> ShareCard:
    """Return the card of a story with its sentence and its heart; it says nothing about whether it may show."""
    quote = cards.quote_of(story)
    sentence = first_held(PEOPLE, quote, story.title)
    return ShareCard(
        owner="story",
        pk=story.pk,
        hashtag=first_held(SITE, campaign.hashtag),
        sentence=sentence,
        teller=first_held(SITE, story.shown_teller),
        alt=f"{campaign.hashtag}. “{quote}” {_ended(story.shown_teller)} {HEART_ALT}",
        heart_text=story.story_text,
        heart_because=story.because,
    )


def with_picture(card: ShareCard, picture: "CampaignImage | None") -> ShareCard | None:
    """Return the card with a picture instead of the heart; None where the picture is missing or too small."""
    if picture is None or picture.width < NARROWEST:
        return None
    below = ", ".join(filter(None, (card.hashtag, card.teller)))
    alt = gettext("{description} Below it: {words}").format(
        description=_ended(picture.description or gettext("A picture")), words=_ended(below)
    )
    return replace(card, picture=picture, alt=alt)


def with_chosen(card: ShareCard, page: "BasePage") -> ShareCard | None:
    """Return the card with the picture that an editor chose for shared links; None where there is none to show.

    A picture that came with a story is never taken: as a card of another page it would outlive its story.
    """
    picture = page.share_picture
    if picture is None or picture.width < NARROWEST:
        return None
    if PromotedPicture.objects.filter(image=picture).exists():
        return None
    if picture.collection.get_view_restrictions().exists():
        return None
    alt = (
        _ended(picture.description)
        if picture.description
        else str(card.alt).removesuffix(str(HEART_ALT))
    )
    return replace(card, picture=picture, is_chosen=True, alt=alt.strip())


def page_card(page: "BasePage", campaign: "CampaignSettings") -> ShareCard:
    """Return the card of a page that is no story: its title, and the heart of its words."""
    title = page.seo_title or page.title
    if title.casefold() in (campaign.hashtag.casefold(), campaign.campaign_name.casefold()):
        title = campaign.tagline
    about = getattr(page, "intro", "") or page.search_description
    return ShareCard(
        owner="page",
        pk=page.pk,
        hashtag=first_held(SITE, campaign.hashtag),
        sentence=first_held(SITE, title),
        teller=first_held(SITE, campaign.organiser[:1].upper() + campaign.organiser[1:]),
        alt=f"{campaign.hashtag}. {_ended(title)} {HEART_ALT}",
        heart_text=about or title,
        heart_because=title,
        face=SITE,
    )


def forget(owner: str, pk: int, *, ending: str = "") -> None:
    """Delete the files of a card's owner once the transaction is over; they are drawn anew if it shows again.

    ending: of which files, "jpg" for those with a picture; without it all of them.
    """
    transaction.on_commit(partial(_delete, _folder(owner, pk), ending))


def _ended(words):
    """Return words with a point at their end, unless they end with a sign of their own."""
    return words if words.endswith((".", "!", "?", "…")) else f"{words}."


def _folder(owner, pk):
    return f"{FOLDER}/{owner}-{pk}"


def _names_in(folder):
    try:
        return private_storage().listdir(folder)[1]
    except FileNotFoundError:
        return []


def _delete(folder, ending):
    for name in _names_in(folder):
        if name.endswith(ending):
            private_storage().delete(f"{folder}/{name}")
