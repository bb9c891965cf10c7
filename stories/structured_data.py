"""A story in the words of schema.org: an Article, with its video where there is one."""

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.duration import duration_iso_string
from django.utils.safestring import SafeString

from cms import structured_data
from cms.addresses import site_address

if TYPE_CHECKING:
    from cms.models import CampaignSettings
    from stories.models import StoryPage
    from stories.public_videos import ShownVideo
    from stories.share_files import ShareCard

# schema.org, Article: "headline" is cut by search engines beyond this.
LONGEST_HEADLINE = 110
SAMPLE = "Sample"


def article(story: "StoryPage", card: "ShareCard", campaign: "CampaignSettings") -> SafeString:
    """Return a story as an Article; its teller is named only as the page names them."""
    return structured_data.write(
        {
            "@type": "Article",
            "headline": story.title[:LONGEST_HEADLINE],
            "description": story.because,
            "url": story.address,
            "mainEntityOfPage": story.address,
            "image": [card.url],
            "datePublished": _moment(story.first_published_at),
            "dateModified": _moment(story.last_published_at),
            "inLanguage": language_of(story),
            "author": {"@type": "Person", "name": story.shown_teller},
            "publisher": structured_data.organizer(campaign),
            "articleSection": story.topic.shown_name if story.topic else None,
            # Where the sender had told it before.
            "isBasedOn": story.first_post.url if story.first_post else None,
            "creativeWorkStatus": SAMPLE if story.is_sample else None,
        }
    )


def language_of(story: "StoryPage") -> str:
    """Return the language of a story as a BCP 47 tag; English is that of the United States."""
    return "en-US" if story.language == "en" else story.language


def video(story: "StoryPage", shown: "ShownVideo") -> SafeString:
    """Return the uploaded video of a story as a VideoObject, its spoken words with it."""
    return structured_data.write(
        {
            "@type": "VideoObject",
            "name": story.title,
            "description": story.because or story.title,
            "thumbnailUrl": [site_address(shown.poster_url)],
            "contentUrl": site_address(shown.url),
            "uploadDate": _moment(story.first_published_at),
            "duration": duration_iso_string(timedelta(seconds=shown.seconds)),
            "width": shown.width,
            "height": shown.height,
            "transcript": shown.transcript,
            "inLanguage": language_of(story),
        }
    )


def _moment(moment):
    return moment.isoformat() if moment else None
