"""Making the version of a page in another language; stories stay in the language they were told in."""

from functools import wraps

from django.db import transaction
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.actions.copy_for_translation import CopyPageForTranslationAction
from wagtail.admin import messages
from wagtail.contrib.simple_translation import wagtail_hooks
from wagtail.contrib.simple_translation.views import SubmitPageTranslationView
from wagtail.models import Locale

from stories import reckoning
from stories.models import StoryFormPage, StoryHost, StoryPage

WHY_NOT = (
    "A story stays in the language in which it was told. A translation is a new text: ask the "
    "sender for it first."
)


# Where Wagtail offers to translate a page.
OFFERED = {
    "register_page_listing_more_buttons": wagtail_hooks.page_listing_more_buttons,
    "register_page_header_buttons": wagtail_hooks.page_header_buttons,
}
NONE_LEFT = "This page has a version in every language already. Choose one to open it."


class TranslatePages(CopyPageForTranslationAction):
    """Wagtail's copy for translation, which leaves out the stories below a page."""

    def walk(self, current_page):
        """Copy what is below a page but for stories, which have nothing below them either."""
        for child in current_page.get_children().not_type(StoryPage):
            source = child if child.live else child.get_latest_revision_as_object()
            options = (self.locale, self.copy_parents, self.alias, self.exclude_fields)
            self._copy_for_translation(source, *options)
            self.walk(child)

    def _copy_for_translation(self, page, *args):
        made = super()._copy_for_translation(page, *args).specific
        if isinstance(made, StoryHost):
            # It shows the same stories in the same slots: the record says so from the first day on.
            reckoning.reckon(made, user=self.user)
        if isinstance(made, StoryFormPage) and made.speak_its_language():
            made.save_revision(user=self.user)
        return made


class TranslatePageView(SubmitPageTranslationView):
    """Wagtail's page, which says kindly what cannot be translated."""

    def get(self, request, *args, **kwargs):
        """Show the languages to choose from."""
        return self.refuse() or super().get(request, *args, **kwargs)

    def refuse(self):
        """Lead back from a story and from a page without a language left, with the reason; else None."""
        here = redirect("wagtailadmin_pages:edit", self.object.pk)
        if isinstance(self.object, StoryPage):
            messages.error(self.request, WHY_NOT)
            return here
        versions = self.object.get_translations(inclusive=True)
        if Locale.objects.exclude(pk__in=versions.values("locale")).exists():
            return None
        buttons = [
            messages.button(
                reverse("wagtailadmin_pages:edit", args=[page.pk]), page.locale.get_display_name()
            )
            for page in versions.exclude(pk=self.object.pk).select_related("locale")
        ]
        messages.info(self.request, NONE_LEFT, buttons=buttons)
        return here

    def post(self, request, **kwargs):
        """Make the versions that were chosen, all or none."""
        form, refused = self.get_form(), self.refuse()
        if refused or not form.is_valid():
            return refused or self.render_to_response(self.get_context_data(**kwargs))
        chosen = form.cleaned_data["locales"]
        with transaction.atomic():
            made = [
                TranslatePages(
                    self.object,
                    locale,
                    include_subtree=form.cleaned_data["include_subtree"],
                    user=request.user,
                ).execute(skip_permission_checks=True)
                for locale in chosen
            ]
        names = ", ".join(locale.get_display_name() for locale in chosen)
        messages.success(request, self.get_success_message(names))
        return redirect(self.get_success_url(made[0] if len(made) == 1 else None))


def hide_from_stories():
    """Let Wagtail's button “Translate” stay away from the screens of stories; called once, with the hooks.

    Wagtail has a hook that takes a button out of a list of pages, and none for the menu of a page.
    """
    for name, offered in OFFERED.items():
        hooks._hooks[name] = [
            (_but_for_stories(hook) if hook is offered else hook, order)
            for hook, order in hooks._hooks[name]
        ]


def _but_for_stories(hook):
    @wraps(hook)
    def offer(page, *args, **kwargs):
        return [] if issubclass(page.specific_class, StoryPage) else hook(page, *args, **kwargs)

    return offer


def get_urls():
    """Put the page in front of Wagtail's own, at the same address; hook register_admin_urls."""
    view = path(
        "submit/page/<int:page_id>/", TranslatePageView.as_view(), name="submit_page_translation"
    )
    return [path("translation/", include([view]))]
