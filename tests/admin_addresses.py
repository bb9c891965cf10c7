"""Every address of the admin with the key of a real row in each of its places, and what it answers to whom."""

import re
from datetime import date

from django.contrib.auth.models import Group
from django.contrib.messages import get_messages
from django.core.files.base import ContentFile
from django.core.signals import request_finished
from django.db import close_old_connections, transaction
from django.urls import get_resolver
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.documents import get_document_model
from wagtail.models import Collection, GroupApprovalTask, Site, Workflow, WorkflowTask

from events.models import Activity, ActivityKind, Partner, PartnerKind
from stories import outside_copies, placement, signoff
from stories.models import (
    Arrival,
    Brief,
    EmptyPlace,
    ErasurePermit,
    Flag,
    Placement,
    ProtectedParty,
    QueueExport,
    ReviewPolicy,
    SavedView,
    StoryIndexPage,
    StoryReviewTask,
    Workbook,
)
from stories.models.submission import private_storage
from tests import make
from tests.stories.hosting import host, slot
from tests.stories.video_rows import ready_video

# Who asks, in the letters of the table: a person who may not even sign in to the admin comes first.
ROLES = {
    "m": make.moderator,
    "e": make.editor,
    "p": make.privacy_staff,
    "a": make.auditor,
    "s": make.administrator,
}
LOGIN = "/admin/login/"


def admin_routes(resolver=None, prefix="", namespaces=()):
    """Yield (name, route as it is written) of every address of the admin, in the order of the site."""
    for pattern in (resolver or get_resolver()).url_patterns:
        route = prefix + str(pattern.pattern)
        if hasattr(pattern, "url_patterns"):
            inner = (*namespaces, *filter(None, [getattr(pattern, "namespace", None)]))
            yield from admin_routes(pattern, route, inner)
        elif route.startswith("admin/"):
            yield ":".join((*namespaces, pattern.name or "")), route


class Rows:
    """One row of each kind that an address can name: a story in review, a live one, and what staff keep."""

    def __init__(self):
        make.form_page()
        topic = make.topic()
        labels = [("published_url", "Where?"), ("published_title", "Its title?")]
        given = {"published_url": "https://blog.example.net/x", "published_title": "Mine"}
        self.waiting = make.submission(picture=make.picture(), labels=labels, **given)
        self.approved = make.submission(state="approved")
        self.live = make.story(picture=make.picture())
        page = host()
        editor = make.staff("Campaign editors")
        self.placement = placement.place(self.live, page, slot(page).id, user=editor)
        edited = make.edit(make.submission(state="approved"), because="#IHeartHIT because of it.")
        self.question = signoff.ask(edited, kinds=["grammar"], user=editor)
        document = get_document_model().objects.create(
            title="A file", file=ContentFile(b"x", "x.txt")
        )
        person = ProtectedParty.objects.create(
            submission=self.waiting,
            relation="my neighbor",
            basis="asked",
            refused_at=timezone.now(),
        )
        scan = Arrival.objects.create(
            submission=self.waiting,
            channel="paper",
            consent_given="On paper.",
            scan=private_storage().save("scan.jpg", ContentFile(make.picture_bytes())),
        )
        view = SavedView.objects.create(
            name="Others’ view", query="state=received", owner=make.user(), is_shared=False
        )
        edition = make.edition(starts_on=date(2026, 9, 23))
        activity = Activity.objects.create(
            edition=edition,
            title="Hour of stories",
            day=edition.starts_on,
            kind=ActivityKind.objects.create(name="Invented"),
        )
        flag = Flag.objects.create(submission=self.waiting, kind="promotion", reason="A price.")
        workflow = Workflow.objects.get(name="Story review")
        review = self.waiting.current_workflow_state
        self.user = make.user()
        other = StoryIndexPage(title="Another list", slug="other-list")
        make.home_page().add_child(instance=other)
        self.page_review = self._start_page_review()
        self.keys = {
            "page": self.live.pk,
            "form": make.form_page().pk,
            "list": other.pk,
            "exported": self.approved.pk,
            "submission": self.waiting.pk,
            "topic": topic.pk,
            "brief": Brief.objects.create(title="What Ohio told us").pk,
            "edition": edition.pk,
            "activity": activity.pk,
            "activity kind": activity.kind_id,
            "partner": Partner.objects.create(name="Invented Clinic").pk,
            "partner kind": PartnerKind.objects.create(name="Invented").pk,
            "rules": ReviewPolicy.objects.current().pk,
            "mail kind": "received",
            "mail": self.waiting.mails.first().pk,
            "flag": flag.pk,
            "workbook": Workbook.objects.create(
                export=QueueExport.objects.create(by=editor), owner=editor, total=1
            ).pk,
            "image": self.live.picture_id,
            "document": document.pk,
            "collection": Collection.objects.get(depth=1).pk,
            "site": Site.objects.get().pk,
            "user": self.user.pk,
            "group": Group.objects.get(name="Auditors").pk,
            "redirect": Redirect.objects.create(old_path="/old", redirect_link="/new").pk,
            "workflow": workflow.pk,
            "task": StoryReviewTask.objects.first().pk,
            "review": review.pk,
            "step": review.current_task_state.pk,
            "original": self.waiting.original.pk,
            "arrival": scan.pk,
            "video": ready_video(self.waiting).pk,
            "person": person.pk,
            "post": self.waiting.published_post.pk,
            "view": view.pk,
            "placement": self.placement.pk,
            "place": EmptyPlace.objects.create(page=page, slot="x", slot_name="Wall").pk,
            "copy": outside_copies.note(
                self.live, kind="network", where="https://social.example/1", user=editor
            ).pk,
            "host": page.pk,
            "consents": self.waiting.consents.first().pk,
            "people": person.pk,
            "placements": Placement.objects.first().pk,
            "decisions": self.approved.decisions.first().pk,
            "mails": self.waiting.mails.first().pk,
            "erasures": ErasurePermit.objects.create(
                submission_id=0, ref=self.waiting.ref, reason="x", closed_at=timezone.now()
            ).pk,
            "exports": QueueExport.objects.create(by=editor, rows=1).pk,
        }

    def _start_page_review(self):
        """Let a page wait for the editors, as a site may want it, and return the keys of all that."""
        page = make.story(live=False)
        task = GroupApprovalTask.objects.create(name="Look once more")
        task.groups.add(Group.objects.get(name="Campaign editors"))
        workflow = Workflow.objects.create(name="Before publication")
        WorkflowTask.objects.create(workflow=workflow, task=task)
        review = workflow.start(page, None)
        return {
            "page_id": page.pk,
            "task_state_id": review.current_task_state.pk,
            "workflow_state_id": review.pk,
            "task_id": task.pk,
            "action_name": "approve",
        }

    def key_for(self, name, part, route):
        """Return what stands for one part of a route: the key of a row of the kind that it asks for."""
        keys = self.keys
        if "/registers/" in route:
            return keys[route.split("/registers/")[1].split("/")[0]]
        if name in ("stories_on_page", "stories_arrange"):
            return keys["host"]
        if name in OF_PAGE_REVIEW:
            return self.page_review[part]
        if name.startswith("wagtailforms"):
            return keys["form"]
        if name.startswith("wagtailsettings") and part != "pk":
            return {"app_name": "cms", "model_name": "campaignsettings"}[part]
        if name == "wagtailadmin_workflows:add_task":
            return {"app_label": "stories", "model_name": "storyreviewtask"}[part]
        if name == "simple_translation:submit_snippet_translation":
            # No snippet of ours is translated this way: its words stand beside each other.
            return {"app_label": "stories", "model_name": "topic", "pk": keys["topic"]}[part]
        if name == "wagtailadmin_tag_model_autocomplete":
            return {"app_name": "taggit", "model_name": "tag"}[part]
        if part in BY_PART:
            return keys.get(BY_PART[part], BY_PART[part])
        if part in ("revision_id", "revision_id_a"):
            of_page = name.startswith("wagtailadmin_pages")
            row = self.live if of_page else self.waiting
            return row.latest_revision_id
        if part in ("pk", "object_id"):
            for start, kind in BY_NAME.items():
                if name.startswith(start):
                    return keys[kind]
        raise KeyError(f"{name}: what stands for {part}?")

    def address(self, name, route):
        """Return the address of a route with real keys in it."""
        route = re.sub(r"\(\?P<(\w+)>[^)]*\)", r"<\1>", route)
        route = (
            route.replace("^", "").removesuffix("$").replace(r"\.", ".").replace(".*/", "nowhere/")
        )

        def put(found):
            return str(self.key_for(name, found["part"], route))

        return "/" + re.sub(r"<(?:\w+:)?(?P<part>\w+)>", put, route)


# A page that is in a review of its own, apart from the page of the other addresses.
OF_PAGE_REVIEW = {
    f"wagtailadmin_pages:{name}"
    for name in (
        "workflow_action",
        "collect_workflow_action_data",
        "workflow_preview",
        "confirm_workflow_cancellation",
        "workflow_history_detail",
    )
}
# The part of a route -> the kind of row, or the word itself.
BY_PART = {
    "page_id": "page",
    "parent_page_id": "page",
    "page_pk": "page",
    "page_to_move_id": "page",
    "destination_id": "list",
    "task_state_id": "step",
    "workflow_state_id": "review",
    "workflow_pk": "workflow",
    "task_id": "task",
    "image_id": "image",
    "document_id": "document",
    "doc_id": "document",
    "uploaded_file_id": "1",
    "redirect_id": "redirect",
    "collection_id": "collection",
    "arrival_pk": "arrival",
    "original_pk": "original",
    "video_pk": "video",
    "placement_pk": "placement",
    "place_pk": "place",
    "copy_pk": "copy",
    "session_id": "1",
    "flag": "flag",
    "action_name": "approve",
    "action": "publish",
    "kind": "approve",
    "filter_spec": "original",
    "revision_id_b": "latest",
    "uidb64": "MQ",
    "token": "none",
    # The kind of thing that a general address of Wagtail is asked for.
    "app_label": "stories",
    "app_name": "stories",
    "content_type_app_name": "stories",
    "content_type_model_name": "storypage",
    "model_name": "storypage",
}
# The start of an address's name -> the kind of row whose key it takes.
BY_NAME = {
    "wagtailadmin_api:pages": "page",
    "wagtailadmin_api:images": "image",
    "wagtailadmin_api:documents": "document",
    "wagtailadmin_pages": "page",
    "wagtailadmin_collections": "collection",
    "wagtailadmin_workflows:edit_task": "task",
    "wagtailadmin_workflows:disable_task": "task",
    "wagtailadmin_workflows:enable_task": "task",
    "wagtailadmin_workflows": "workflow",
    "wagtailadmin_editing_sessions": "page",
    "wagtailsettings": "site",
    "wagtailsnippets_events_activitykind": "activity kind",
    "wagtailsnippets_events_activity": "activity",
    "wagtailsnippets_events_partnerkind": "partner kind",
    "wagtailsnippets_events_partner": "partner",
    "wagtailsnippets_stories_reviewpolicy": "rules",
    "wagtailsnippetchoosers_events_activitykind": "activity kind",
    "wagtailsnippetchoosers_events_activity": "activity",
    "wagtailsnippetchoosers_events_partnerkind": "partner kind",
    "wagtailsnippetchoosers_events_partner": "partner",
    "wagtailsnippetchoosers_stories_reviewpolicy": "rules",
    "briefs:": "brief",
    "mails:": "mail kind",
    "mail_": "mail",
    "address_works": "submission",
    "submission_card": "submission",
    "submissions:workbook": "workbook",
    "next_edition": "edition",
    "calendar_move": "page",
    "view_as_of": "page",
    "wagtailsnippets_events_edition": "edition",
    "wagtailsnippetchoosers_events_edition": "edition",
    "wagtailsnippets_stories_topic": "topic",
    "wagtailsnippetchoosers_stories_topic": "topic",
    "submissions:view": "view",
    "submissions:change_view": "view",
    "submissions:delete_view": "view",
    "submissions": "submission",
    "submission_trail": "submission",
    "stories_": "submission",
    "person_out": "person",
    "post_": "post",
    "wagtailsites": "site",
    "wagtailusers_users": "user",
    "wagtailusers_groups": "group",
    "wagtaildocs_chooser": "document",
    "wagtailimages_chooser": "image",
}


def answer(client, address, method="get"):
    """Return what an address says to somebody: "yes", "no" or "nowhere"; nothing that it does stays done."""
    # What an earlier answer said would be taken for a part of this one.
    client.cookies.pop("messages", None)
    with transaction.atomic():
        response = getattr(client, method)(address)
        told = [str(message) for message in get_messages(response.wsgi_request)]
        transaction.set_rollback(True)
    # Files are closed here; the connection to the database is not.
    request_finished.disconnect(close_old_connections)
    response.close()
    request_finished.connect(close_old_connections)
    assert response.status_code < 500, (address, response.status_code)
    if response.status_code in (301, 302):
        to = response.headers["Location"].split("?")[0]
        refused = to == LOGIN or any("do not have permission" in words for words in told)
        return "no" if refused else "yes"
    if response.status_code in (404, 405, 410):
        return "nowhere"
    return "no" if response.status_code in (401, 403) else "yes"
