"""A part of the editor of pages with slots: which topics, people and states their stories cover."""

from wagtail.admin.panels import Panel


class BalancePanel(Panel):
    """Says in plain words what the placed stories cover and what else there is; nothing to fill in."""

    class BoundPanel(Panel.BoundPanel):
        """The balance of one page."""

        template_name = "stories/admin/balance_panel.html"

        def is_shown(self):
            """Say whether there is a page to look at."""
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context=None):
            """Add the balance of the draft that is edited."""
            from stories import balance

            context = super().get_context_data(parent_context)
            context["balance"] = balance.weigh(self.instance)
            return context
