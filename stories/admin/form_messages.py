"""What the admin says about a story form that was saved: what it lacks, and what would make it better."""

from wagtail.admin import messages

from stories import roles
from stories.models import StoryFormPage


def list_obstacles(request, page):
    """Tell the editor what a saved draft of the form lacks; for after_edit_page and after_create_page."""
    # The autosave asks for JSON; its messages would pile up until the next page.
    if not isinstance(page, StoryFormPage) or not request.accepts("text/html"):
        return
    if page.obstacles:
        messages.warning(
            request,
            " ".join(["The draft is saved. It cannot be published yet.", *page.obstacles]),
        )
        return
    advised = roles.advised_roles(field.field_type for field in page.get_form_fields())
    if advised:
        messages.info(request, f"The form would be better with: {'; '.join(advised)}.")
