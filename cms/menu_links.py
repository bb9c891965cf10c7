"""The links of the two menus, which editors keep in the settings of the campaign."""

from django.core.exceptions import ValidationError
from django.db import models
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel
from wagtail.models import Orderable, Page

from cms.other_languages import OtherLanguagesField, say

ALLOWED = ("https://", "http://", "mailto:", "/")


def refuse_other_addresses(name: str, address: str) -> None:
    """Raise ValidationError at the field of a name if an address leads neither out, by mail nor within the site."""
    if address and not address.lower().startswith(ALLOWED):
        raise ValidationError({name: "Start the address with https://, mailto: or a slash."})


class MenuLink(Orderable):
    """One link of the header or of the footer."""

    class Where(models.TextChoices):
        """The two menus of the site."""

        HEADER = "header", "Header"
        FOOTER = "footer", "Footer"

    settings = ParentalKey(
        "cms.CampaignSettings", on_delete=models.CASCADE, related_name="menu_links"
    )
    where = models.CharField("menu", max_length=10, choices=Where.choices, default=Where.FOOTER)
    label = models.CharField(
        max_length=60, help_text="A few words. They should make sense on their own."
    )
    label_elsewhere = OtherLanguagesField(
        "label in Spanish",
        max_length=60,
        help_text="On Spanish pages the link leads to the Spanish version of the page, if there is one.",
    )
    page = models.ForeignKey(
        Page, null=True, blank=True, on_delete=models.CASCADE, related_name="+"
    )
    address = models.CharField(
        max_length=300,
        blank=True,
        help_text="Only if the link does not lead to a page of this site, "
        "for example https://example.org/ or mailto:name@example.org.",
    )

    panels = [
        FieldPanel("where"),
        FieldPanel("label"),
        FieldPanel("label_elsewhere"),
        FieldPanel("page"),
        FieldPanel("address"),
    ]

    @property
    def shown_label(self):
        """Return the label in the language that is spoken."""
        return say(self.label, self.label_elsewhere)

    def clean(self):
        super().clean()
        if bool(self.page_id) == bool(self.address):
            raise ValidationError({"page": "Choose a page or type an address: one of the two."})
        refuse_other_addresses("address", self.address)
