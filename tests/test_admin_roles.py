"""Rule 10 of the review: who may do what in the admin, at every address of it, allowed and refused.

Somebody without a sign-in is turned away from all of them: tests.test_doors walks the same addresses.
"""

from fnmatch import fnmatchcase

import pytest
from django.db import transaction
from django.test import Client
from wagtail.admin.views.bulk_action.registry import bulk_action_registry
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page

from events.models import Edition
from stories.models import Decision, Submission, Topic
from tests import make
from tests.admin_addresses import ROLES, Rows, admin_routes, answer

pytestmark = pytest.mark.django_db

# m: moderator, e: editor, p: privacy staff, a: auditor, s: administrator. The longest pattern that
# fits an address's name counts. A new address has to be thought about, then listed here.
TABLE = {
    # One's own account, and what every screen of the admin is made of.
    "mepas": """
        wagtailadmin_home wagtailadmin_account wagtailadmin_login wagtailadmin_password_reset*
        wagtailadmin_sprite *javascript_catalog wagtailadmin_dismissibles wagtailadmin_tag_*
        wagtailadmin_editing_sessions:release wagtailembeds:*
        wagtailadmin_choose_page* wagtailadmin_api:*:listing wagtailadmin_api:documents:detail
        wagtailadmin_api:images:detail wagtail*_chooser:choose wagtail*_chooser:choose_results
        wagtail*_chooser:chosen_multiple wagtailsnippetchoosers_* wagtailadmin_workflows:task_cho*
        wagtailadmin_reports:site_history*
        wagtailadmin_pages:choose_parent wagtailadmin_pages:move_confirm
        wagtailadmin_pages:confirm_workflow_cancellation wagtailadmin_pages:revisions_index
        submissions:list* submissions:inspect submissions:story submissions:views
        submissions:save_view submissions:workflow_action submissions:collect_workflow_action_data
        submission_picture submission_thumbnail submission_video submission_video_poster
        submission_video_captions submission_trail submission_card submissions:similar
        submissions:keys wagtailsnippets_stories_reviewpolicy:edit
        registers_placements_*_index registers_placements_*_inspect
        moderation_report story_form_report wagtailforms:list_submissions* site_help
    """,
    # Moderators see and decide.
    "ms": """
        submissions:* submission_video_words submission_video_out post_* person_out stories_outbox
    """,
    "mes": "submissions:sign_off submissions:edits submissions:edits_part",
    "mps": """
        submissions:address submissions:withdraw submissions:ask submission_scan
        mail_retry address_works
    """,
    # Editors promote, and keep the pages, the pictures and the lists behind them.
    "es": """
        stories_* wagtailadmin_explore* wagtailadmin_pages:* wagtailadmin_api:pages:*
        wagtailadmin_reports:* wagtailadmin_editing_sessions:ping wagtailforms:* wagtailredirects:* short_address*
        wagtailsettings:* wagtailsnippets* wagtaildocs* wagtailimages*
        wagtailsnippetchoosers_*:create mails:* next_edition calendar* view_as_of*
        briefs:* submit_page_translation simple_translation:submit_page_translation
    """,
    # Privacy staff export and erase.
    "ps": "submissions:take_out submissions:export submissions:erase",
    # Auditors only look.
    "pas": "registers_*",
    "s": """
        wagtailadmin_collections:* wagtailadmin_workflows:* wagtailsites:* wagtailusers_*
        wagtailsnippets_events_edition:delete
    """,
    # Nobody: there is no such thing here, or it is not there for the rows of this walk.
    "": """
        registers_*_create registers_*_edit registers_*_delete submissions:add submissions:delete
        submissions:usage submissions:preview_on_add submissions:revisions_unschedule
        submissions:unpublish submissions:lock submissions:unlock
        submissions:confirm_workflow_cancellation submissions:view submissions:change_view
        simple_translation:submit_snippet_translation
        submissions:delete_view wagtailadmin_pages:add wagtailadmin_pages:preview_on_add
        wagtailadmin_pages:add_subpage wagtailadmin_pages:convert_alias wagtail_bulk_action
        wagtailadmin_api:*:find wagtailadmin_api:pages:find wagtailadmin_api:pages:action wagtailadmin_block_preview
        wagtailadmin_collections:edit wagtailadmin_collections:delete
        wagtailforms:delete_submissions
        wagtaildocs:create_multiple_from_uploaded_document wagtaildocs:delete_upload_multiple
        wagtailimages:create_multiple_from_uploaded_image wagtailimages:delete_upload_multiple
        submissions:workbook submissions:workbook_file submissions:flag submissions:mail_draft mail_noted
        briefs:usage mails:add mails:delete mails:usage mails:history mails:history_results mails:preview_on_add
        wagtailsnippets_stories_reviewpolicy:delete wagtailsnippets_stories_reviewpolicy:usage
        wagtailsnippets_stories_reviewpolicy:history
        wagtailredirects:process_import wagtailimages:url_generator wagtailimages:url_generator_output
    """,
}
ALLOWED = {pattern: letters for letters, names in TABLE.items() for pattern in names.split()}
# Signing out ends the walk; Wagtail's own page of an error is one; the nameless ones say "not found".
NOT_WALKED = {"wagtailadmin_logout", "wagtailadmin_error_test", ""}
# Wagtail fails at these when nothing was typed. GET tells who may.
GET_ONLY = {
    "wagtailadmin_choose_page_external_link",
    "wagtailredirects:process_import",
    "wagtailsnippetchoosers_events_edition:create",
    "wagtailsnippetchoosers_stories_topic:create",
}
# For these GET tells enough: they change nothing.
READING = (
    "*results",
    "*:index",
    "*:list",
    "*history*",
    "*usage",
    "*:listing",
    "*:detail",
    "*choose*",
)
BULK = {
    "auth.user.*": "s",
    "cms.campaignimage.*": "es",
    "events.*.delete": "es",
    "events.edition.delete": "s",
    "stories.brief.delete": "es",
    "stories.mailtext.delete": "",
    "stories.reviewpolicy.delete": "",
    "stories.submission.*": "ms",
    "stories.submission.delete": "",
    "stories.submission.place": "es",
    "stories.topic.delete": "es",
    "wagtailcore.page.*": "es",
    "wagtaildocs.document.*": "es",
}
API_ACTIONS = {
    "convert_alias": "es",
    "copy": "",
    "copy_for_translation": "es",
    "create_alias": "",
    "delete": "es",
    "move": "es",
    "publish": "es",
    "revert_to_page_revision": "es",
    "unpublish": "es",
}


def letters_for(name, table):
    """Return who may, by the longest pattern that fits; None for a name that nobody has thought about."""
    fitting = [pattern for pattern in table if fnmatchcase(name, pattern)]
    return table[max(fitting, key=len)] if fitting else None


def methods_for(name):
    """Return what to try at an address."""
    is_reading = any(fnmatchcase(name, pattern) for pattern in READING)
    return ("get",) if is_reading or name in GET_ONLY else ("get", "post")


def signed_in(letter):
    """Return a browser in which somebody of a role is signed in."""
    client = Client()
    client.force_login(ROLES[letter]())
    return client


def everything():
    """Return what chosen rows could lose: pages, lists, files, decisions."""
    return (
        list(Page.objects.order_by("pk").values_list("pk", "live", "path")),
        list(Submission.objects.order_by("pk").values_list("pk", "state", "claimed_by")),
        *(
            model.objects.count()
            for model in (Topic, Edition, Decision, get_image_model(), get_document_model())
        ),
        list(make.get_user_model().objects.order_by("pk").values_list("pk", "is_active")),
    )


class TestRule10EveryAddress:
    """The walk over every registered address of the admin, with the key of a real row in each place."""

    def test_no_address_is_unknown(self):
        unknown = {
            name
            for name, _ in admin_routes()
            if name not in NOT_WALKED and letters_for(name, ALLOWED) is None
        }
        assert unknown == set(), "Think about who may go there, then list it."

    def test_no_pattern_is_left_over(self):
        names = [name for name, _ in admin_routes()]
        unused = [
            pattern for pattern in ALLOWED if not any(fnmatchcase(name, pattern) for name in names)
        ]
        assert unused == []

    def test_each_role_gets_where_it_may_and_nowhere_else(self):
        rows = Rows()
        clients = {letter: signed_in(letter) for letter in ROLES}
        wrong = []
        for name, route in admin_routes():
            if name in NOT_WALKED:
                continue
            address = rows.address(name, route)
            may = "".join(
                letter
                for letter, client in clients.items()
                if any(answer(client, address, method) == "yes" for method in methods_for(name))
            )
            if may != letters_for(name, ALLOWED):
                wrong.append((name, address, f"{may!r} may", letters_for(name, ALLOWED)))
        assert wrong == []

    def test_one_who_may_not_enter_the_admin_gets_nowhere(self):
        rows, client = Rows(), Client()
        client.force_login(make.user())
        for name, route in admin_routes():
            if name not in NOT_WALKED and not name.startswith(OPEN):
                address = rows.address(name, route)
                assert answer(client, address) != "yes", address


class TestRule10ChosenRows:
    """Actions on many rows at once, which Wagtail keeps behind one address."""

    def actions(self):
        """Return "app.model.action" for each that is registered."""
        bulk_action_registry._scan_for_bulk_actions()
        return [
            f"{app}.{model}.{action}"
            for app, models in bulk_action_registry.actions.items()
            for model, actions in models.items()
            for action in actions
        ]

    def test_none_is_unknown(self):
        assert [name for name in self.actions() if letters_for(name, BULK) is None] == []

    def test_those_who_may_not_change_nothing(self):
        rows = Rows()
        keys = {
            "campaignimage": "image",
            "mailtext": "mail kind",
            "activitykind": "activity kind",
            "partnerkind": "partner kind",
            "reviewpolicy": "rules",
            **{kind: kind for kind in rows.keys},
        }
        clients = {letter: signed_in(letter) for letter in ROLES}
        before = everything()
        for name in self.actions():
            app, model, action = name.split(".")
            address = f"/admin/bulk/{app}/{model}/{action}/?id={rows.keys[keys[model]]}"
            for letter in set(ROLES) - set(letters_for(name, BULK)):
                with transaction.atomic():
                    clients[letter].post(address, {"grounds": ["promotional"], "note": "x"})
                    after = everything()
                    transaction.set_rollback(True)
                assert after == before, (name, letter)

    def test_those_who_may_do(self):
        rows = Rows()
        before = everything()
        for name, letter in (
            ("stories/submission/approve", "m"),
            ("wagtailcore/page/unpublish", "e"),
            ("stories/topic/delete", "e"),
        ):
            kind = name.split("/")[1]
            with transaction.atomic():
                signed_in(letter).post(f"/admin/bulk/{name}/?id={rows.keys[kind]}")
                after = everything()
                transaction.set_rollback(True)
            assert after != before, name


class TestRule10PageActions:
    """What the API behind Wagtail's screens does to a page."""

    def test_every_action_is_known_and_asks_for_the_role(self):
        from wagtail.admin.api.views import PagesAdminAPIViewSet

        assert set(PagesAdminAPIViewSet.actions) == set(API_ACTIONS)
        rows = Rows()
        clients = {letter: signed_in(letter) for letter in ROLES}
        for action, letters in API_ACTIONS.items():
            address = f"/admin/api/main/pages/{rows.live.pk}/action/{action}/"
            may = [
                letter
                for letter, client in clients.items()
                if answer(client, address, "post") == "yes"
            ]
            assert "".join(may) == letters, action


class TestRule10InDetail:
    """What one address answers differently to different people."""

    def test_the_queue_is_no_way_around_the_export(self):
        make.submission()
        for letter in ROLES:
            response = signed_in(letter).get("/admin/submissions/?export=csv")
            assert response.headers["Content-Type"].startswith("text/html"), letter

    def test_wagtails_list_of_form_answers_leads_to_the_queue(self):
        page = make.form_page()
        submission = make.submission()
        for letter in ROLES:
            response = signed_in(letter).get(f"/admin/forms/submissions/{page.pk}/")
            assert response.status_code == 302
            assert response.headers["Location"] == "/admin/submissions/"
        assert Submission.objects.filter(pk=submission.pk).exists()

    def test_somebody_elses_view_of_the_queue_is_not_there(self):
        rows = Rows()
        for letter in ROLES:
            client = signed_in(letter)
            for part in ("", "change/", "delete/"):
                address = f"/admin/submissions/views/{rows.keys['view']}/{part}"
                assert answer(client, address, "post") == "nowhere", (letter, part)

    def test_who_edits_a_story_is_told_to_those_who_may_edit_it(self):
        pk = make.submission().pk
        address = f"/admin/editing-sessions/ping/stories/submission/{pk}/1/"
        for letter in ROLES:
            may = answer(signed_in(letter), address, "post") == "yes"
            assert may is (letter in "ms"), letter

    def test_a_page_is_moved_by_those_who_may_alone(self):
        rows = Rows()
        address = f"/admin/pages/{rows.live.pk}/move/{rows.keys['list']}/confirm/"
        before = Page.objects.get(pk=rows.live.pk).path
        for letter in "mpa":
            signed_in(letter).post(address)
            assert Page.objects.get(pk=rows.live.pk).path == before, letter
        signed_in("e").post(address)
        assert Page.objects.get(pk=rows.live.pk).path != before


# What the admin shows to anybody: signing in, and a new password.
OPEN = (
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtail_modeladmin:javascript_catalog",
)
