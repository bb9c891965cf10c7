"""Parts of the editor that every page has: what to look at before it is published, and its short addresses."""

from django.urls import reverse
from django.utils.functional import cached_property
from wagtail.admin.panels import Panel
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from cms import page_checks
from cms.addresses import site_address


class ChecksPanel(Panel):
    """Lists what is worth a look in the draft of a page; nothing to fill in, and nothing stops anybody."""

    class BoundPanel(Panel.BoundPanel):
        """The findings of one page."""

        template_name = "cms/admin/checks_panel.html"

        @cached_property
        def findings(self):
            """What was found in the page as it was last saved."""
            return page_checks.look_at(self.instance)

        def is_shown(self):
            """Leave it out while the page is new, and where there is nothing to say.

            Autosave asks for JSON, every half second, and has no place for it.
            """
            if not super().is_shown() or not self.instance.pk:
                return False
            return self.request.accepts("text/html") and bool(self.findings)

        def get_context_data(self, parent_context=None):
            """Add the findings."""
            return super().get_context_data(parent_context) | {"findings": self.findings}


class ShortAddressesPanel(Panel):
    """Lists the addresses that lead to a page, in its editor."""

    class BoundPanel(Panel.BoundPanel):
        """The addresses of one page."""

        template_name = "cms/admin/short_addresses_panel.html"

        def is_shown(self):
            """Leave it out while the page is new, and for those who may not change the addresses."""
            return super().is_shown() and bool(self.instance.pk) and self._may("change")

        def get_context_data(self, parent_context=None):
            """Add the addresses, and where one more is made."""
            rows = Redirect.objects.filter(redirect_page=self.instance.pk)
            add = f"{reverse('wagtailredirects:add')}?page={self.instance.pk}"
            return super().get_context_data(parent_context) | {
                "rows": rows.order_by("automatically_created", "old_path"),
                "add_url": add if self._may("add") else "",
                "site": site_address(""),
            }

        def _may(self, action):
            policy = policy_registry.get_by_type(Redirect)
            return policy.user_has_permission(self.request.user, action)
