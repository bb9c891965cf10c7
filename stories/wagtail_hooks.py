"""Registration of everything that stories add to the Wagtail admin; nothing else happens here."""

from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet
from wagtail_modeladmin.options import modeladmin_register

from stories.admin import (
    briefs,
    bulk_actions,
    files,
    form_messages,
    form_report,
    leaving_views,
    log_actions,
    mail_delivery,
    mail_texts,
    moderation_report,
    outbox_page,
    page_hooks,
    panels,
    party_register,
    people,
    placement_views,
    posts,
    preferences,
    review_rules,
    social_kit,
    trail,
    translating,
    videos,
    viewsets,
)
from stories.admin.policy import SubmissionPolicy
from stories.models import ReviewPolicy, Submission

# First of all: what asks for a policy before it is registered settles on Wagtail's own.
register_permission_policy(Submission, SubmissionPolicy(Submission))
register_permission_policy(ReviewPolicy, review_rules.AppendOnlyPolicy(ReviewPolicy))

register_snippet(viewsets.SubmissionViewSet)
register_snippet(viewsets.TopicViewSet)
register_snippet(briefs.BriefViewSet)
register_snippet(mail_texts.MailTextViewSet)
register_snippet(review_rules.ReviewPolicyViewSet)
modeladmin_register(party_register.Registers)

hooks.register("register_admin_urls", files.get_urls)
hooks.register("register_admin_urls", translating.get_urls, order=-1)
hooks.register("register_admin_urls", placement_views.get_urls)
hooks.register("register_admin_urls", social_kit.get_urls)
hooks.register("register_page_header_buttons", social_kit.header_button)
hooks.register("register_admin_urls", videos.get_urls)
hooks.register("register_admin_urls", people.get_urls)
hooks.register("register_admin_urls", posts.get_urls)
hooks.register("register_admin_urls", form_report.get_urls)
hooks.register("register_reports_menu_item", form_report.menu_item)
hooks.register("register_admin_urls", moderation_report.get_urls)
hooks.register("register_admin_urls", trail.get_urls)
hooks.register("register_admin_urls", mail_delivery.get_urls)
hooks.register("register_admin_urls", leaving_views.get_urls)
hooks.register("register_reports_menu_item", leaving_views.menu_item)
hooks.register("before_edit_page", leaving_views.say_what_is_empty)
hooks.register("register_admin_urls", outbox_page.get_urls)
hooks.register("register_admin_menu_item", outbox_page.menu_item)
hooks.register("register_reports_menu_item", moderation_report.menu_item)
hooks.register("register_log_actions", log_actions.register_log_actions)
hooks.register("construct_snippet_action_menu", viewsets.cut_action_menu)
hooks.register("construct_snippet_action_menu", mail_texts.offer_test)
hooks.register("construct_homepage_panels", panels.arrange_panels)
hooks.register("register_account_settings_panel", preferences.ReviewerPreferencePanel)
for moment in ("after_create_page", "after_edit_page"):
    hooks.register(moment, form_messages.list_obstacles)
for action in bulk_actions.ALL:
    hooks.register("register_bulk_action", action)
for name, hook in page_hooks.HOOKS:
    hooks.register(name, hook)
translating.hide_from_stories()
