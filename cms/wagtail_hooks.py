"""Registration of what concerns the whole admin: our style sheet, pages at other moments, kept pages, checks, a shut door."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from cms import content_checks, expiry, languages, short_address_screens, view_as_of
from cms.page_cache import marks

# Before Wagtail's own at the same place.
hooks.register("register_admin_urls", short_address_screens.get_urls, order=-1)
hooks.register("construct_settings_menu", short_address_screens.name_in_menu)
hooks.register("register_admin_urls", view_as_of.get_urls)
hooks.register("register_page_header_buttons", view_as_of.header_buttons)
hooks.register("construct_wagtail_userbar", content_checks.use)
hooks.register("before_serve_page", languages.refuse_other_language)
hooks.register("before_serve_page", expiry.refuse_expired)
# The innermost: what asks for a password before the page answers is never marked.
hooks.register("on_serve_page", marks.keep_public_pages, order=1000)


@hooks.register("insert_global_admin_css")
def admin_css():
    """Load our style sheet after Wagtail's."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("filter_form_submissions_for_user")
def close_form_answers(user, forms):
    """Close Wagtail's own lists of form answers to everybody.

    They export without asking for a permission, delete what is sealed and lose the answers to a
    deleted question. Without a form to show they leave the menu too; the queue has all answers.
    """
    return forms.none()
