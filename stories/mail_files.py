"""Files that go along with a mail: made when it leaves, and only what may show at that moment."""

import logging

from cms.models import CampaignSettings
from stories import share_files, share_meta, share_picture
from stories.models import OutboxMail, StoryPage
from stories.showing import Surface, may_show

logger = logging.getLogger(__name__)


def files_of(mail: OutboxMail) -> list[tuple[str, bytes, str]]:
    """Return (name, content, media type) of each file of a mail: the card, where its story is live.

    A card that cannot be made keeps no mail back: it is at the address in the mail.
    """
    if mail.kind != "story_is_live":
        return []
    story = StoryPage.objects.filter(submission=mail.submission_id).first()
    if story is None or not may_show(story, Surface.SHARE_CARD):
        return []
    settings = CampaignSettings.of_default_site()
    for card in (share_meta.card_of(story, settings), share_files.story_card(story, settings)):
        try:
            return [(f"{mail.submission.number}.{card.ending}", card.read(), card.content_type)]
        except (share_picture.CardTooLarge, OSError) as error:
            logger.warning("Mail %s leaves without its card: %s", mail.pk, type(error).__name__)
    return []
