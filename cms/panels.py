"""Parts of the editor that every page has: the short addresses that lead to it."""

from django.urls import reverse
from wagtail.admin.panels import Panel
from wagtail.contrib.redirects.models import Redirect
from wagtail.permissions import policy_registry

from cms.addresses import site_address


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
