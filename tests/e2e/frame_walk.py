"""Walks through the story form inside of the frame on a partner's page."""

from contextlib import contextmanager
from urllib.parse import urlsplit

from tests.e2e.form_walk import FORM, FormWalk

EMBED = f"{FORM}embed/"
SET_SITES = """
from cms.models import CampaignSettings
settings = CampaignSettings.objects.get()
settings.frame_sites = {sites!r}
settings.full_clean()
settings.save()
"""


class FrameWalk(FormWalk):
    """One person inside of the frame, where the address says which page was sent, not which one shows."""

    @property
    def place(self):
        """The last part of the address to which the page that shows is sent."""
        return urlsplit(self.form.get_attribute("action")).path.rstrip("/").rpartition("/")[2]


@contextmanager
def show_on(site, sites: str):
    """Let other sites show the form for a while: one origin a line."""
    site.manage("shell", "-c", SET_SITES.format(sites=sites))
    yield
    site.manage("shell", "-c", SET_SITES.format(sites=""))
