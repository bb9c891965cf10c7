"""How editors keep short addresses: a form in plain words that refuses what would never be met."""

from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.urls import path
from wagtail.contrib.redirects import views
from wagtail.contrib.redirects.forms import RedirectForm
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from cms.addresses import site_address
from cms.short_addresses import standing_at

NAME = "Short addresses"
ONE_TARGET = "Choose a page or type another address: one of the two."


class ShortAddressForm(RedirectForm):
    """Wagtail's form of a redirect, in words for marketing, for one page or one other address."""

    field_order = ["old_path", "redirect_page", "redirect_link", "is_permanent"]

    class Meta(RedirectForm.Meta):
        labels = {
            "old_path": "Short address",
            "redirect_page": "Page",
            "redirect_link": "Or another address",
            "is_permanent": "For good",
        }
        help_texts = {
            "old_path": "What stands after the name of the site, for example /week. Keep it short enough "
            "to say aloud. Small and capital letters are the same.",
            "redirect_page": "Where visitors land. While the page is not published, they land nowhere.",
            "redirect_link": "Only if it leads away from this site, for example https://example.org/film, or "
            "to a list as you have narrowed it down.",
            "is_permanent": "Search engines then list the page alone. Take the tick out if the address "
            "will lead to something else next year.",
        }
        error_messages = {"old_path": {"required": "Type the address, for example /week."}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # There is one site.
        del self.fields["site"]

    def clean_old_path(self):
        """Return the path in small letters; refuse one at which something else answers first."""
        typed = self.cleaned_data["old_path"]
        if typed.startswith(site_address("/")):
            typed = typed.removeprefix(site_address(""))
        address = Redirect.normalise_path(typed)
        if address == self.instance.old_path:
            # Made by Wagtail when a page moved, perhaps: its letters are those of the page.
            return address
        address = address.lower()
        if any(map(str.isspace, address)):
            raise ValidationError("An address has no blanks. Put a hyphen between words.")
        others = Redirect.objects.filter(old_path__iexact=address).exclude(pk=self.instance.pk)
        if others:
            raise ValidationError(
                f"It is taken: {leads_to(others[0])} Change that one, or choose another short address."
            )
        found = standing_at(address)
        if found is None:
            return address
        if found == "":
            raise ValidationError(
                f"{address} belongs to the site itself. Choose another short address."
            )
        stands = "stands" if found.live else "will stand"
        raise ValidationError(
            f"The page “{found.get_admin_display_title()}” {stands} at {address}. Choose another short address."
        )

    def clean_redirect_link(self):
        """Refuse the bare address of a page of ours: chosen as a page, it is followed when it moves or goes."""
        link = self.cleaned_data["redirect_link"]
        parts = urlsplit(link)
        is_bare = link.startswith(site_address("/")) and not (parts.query or parts.fragment)
        if is_bare and isinstance(standing_at(parts.path), Page):
            raise ValidationError(
                "This page is part of this site. Choose it above: then the short address follows it "
                "when it moves."
            )
        return link

    def clean(self):
        """Refuse an address that leads to two places, or to none."""
        cleaned = super().clean() or self.cleaned_data
        if bool(cleaned.get("redirect_page")) == bool(cleaned.get("redirect_link")):
            if not {"redirect_page", "redirect_link"} & set(self.errors):
                self.add_error("redirect_page", ONE_TARGET)
        return cleaned


class ListView(views.IndexView):
    """All of them, and the former addresses of pages that moved."""

    page_title = NAME
    add_item_label = "Add a short address"


class AddView(views.CreateView):
    """A new short address, for the page that it was asked for."""

    form_class = ShortAddressForm

    def get_initial(self):
        """Choose the page whose editor led here."""
        asked = self.request.GET.get("page", "")
        page = Page.objects.filter(pk=asked).first() if asked.isdecimal() else None
        return super().get_initial() | ({"redirect_page": page} if page else {})

    def get_page_subtitle(self):
        """Name the form as the editor of a page does."""
        return "Short address"

    def get_success_message(self, instance):
        """Say where it leads."""
        return leads_to(instance)


class ChangeView(views.EditView):
    """A short address, or one that was made when a page moved."""

    form_class = ShortAddressForm

    def get_success_message(self):
        """Say where it leads now."""
        return leads_to(self.object)


def name_in_menu(request, items):
    """Call them in the menu what the screens call them; hook construct_settings_menu."""
    for item in items:
        if item.name == "redirects":
            item.label = NAME


def get_urls():
    """Return the addresses that stand before Wagtail's own; for register_admin_urls."""
    return [
        path("redirects/", ListView.as_view(), name="short_addresses"),
        path("redirects/add/", AddView.as_view(), name="short_address_add"),
        path("redirects/<int:redirect_id>/", ChangeView.as_view(), name="short_address"),
    ]


def leads_to(row):
    """Return in words where a short address leads, and what it waits for."""
    page = row.redirect_page
    if page is None:
        return f"{row.old_path} leads to {row.redirect_link}."
    waits = "" if page.live else " as soon as that page is published"
    return f"{row.old_path} leads to “{page.get_admin_display_title()}”{waits}."
