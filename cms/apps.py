"""Start of the cms app: its system checks, and what ends the pages that are kept."""

from django.apps import AppConfig
from django.core import checks
from django.db.models.signals import post_save


class CmsConfig(AppConfig):
    """The ground floor of the site."""

    name = "cms"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        """Register the checks, and listen to what is written."""
        from wagtail.documents import get_document_model
        from wagtail.models import Locale, PageViewRestriction, Site

        from cms import languages, picture_sizes
        from cms.checks import check_private_folder, check_public_policy
        from cms.models import CampaignImage, CampaignSettings, MenuLink, SocialAccount
        from cms.page_cache import emptying
        from cms.page_cache.life import calendar
        from cms.page_cache.moments import expiries, own_midnights

        checks.register(check_private_folder, checks.Tags.security)
        checks.register(check_public_policy, checks.Tags.security)
        emptying.connect()
        emptying.empty_after(CampaignSettings, MenuLink, SocialAccount)
        emptying.empty_after(CampaignImage, get_document_model())
        emptying.empty_after(PageViewRestriction, Site, Locale)
        languages.remember_rows()
        post_save.connect(
            lambda instance, **kwargs: picture_sizes.ask_for(instance),
            sender=CampaignImage,
            weak=False,
            dispatch_uid="cms.sizes_of_pictures",
        )
        calendar.add(own_midnights)
        calendar.add(expiries)
