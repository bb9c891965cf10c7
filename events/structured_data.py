"""The week in the words of schema.org, for search engines (JSON-LD)."""

from datetime import datetime, time, timedelta

from django.utils.safestring import SafeString

from cms import structured_data
from cms.models import CampaignSettings

LAST_SECOND = timedelta(days=1, seconds=-1)


def week(page) -> SafeString:
    """Return the edition of a page as a schema.org Event, safe inside of a script element."""
    edition = page.edition
    campaign = CampaignSettings.of_default_site()
    begins = datetime.combine(edition.starts_on, time(), edition.zone)
    ends = datetime.combine(edition.ends_on, time(), edition.zone) + LAST_SECOND
    data = {
        "@type": "Event",
        "name": str(edition),
        "description": page.search_description or page.intro,
        "startDate": begins.isoformat(),
        "endDate": ends.isoformat(),
        "eventStatus": "https://schema.org/EventScheduled",
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "location": {"@type": "VirtualLocation", "url": page.address},
        "organizer": structured_data.organizer(campaign),
        "url": page.address,
    }
    return structured_data.write(data)
