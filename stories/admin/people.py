"""The people in a story on the review desk: who they are, what the telling rests on, what they said."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.log_actions import log

from stories.form_people import read_rows
from stories.models import ProtectedParty

PERMISSION = "stories.moderate_submission"


def describe_people(submission, user):
    """Return the context of the desk: each person with status (good, note or bad) and what is known."""
    shows_address = any(
        user.has_perm(f"stories.{name}_submission") for name in ("moderate", "export", "erase")
    )
    may_settle = user.has_perm(PERMISSION)
    return {
        "people": [
            {
                "pk": person.pk,
                "relation": person.relation,
                "basis": person.get_basis_display(),
                "email": person.email if shows_address else "",
                "may_settle": may_settle and person.refused_at is not None,
                **_standing(person, submission),
            }
            for person in submission.protected_parties.all()
        ]
    }


def in_words(value):
    """Return the answer of the question who else is in the story, one person a line."""
    labels = dict(ProtectedParty.Basis.choices)
    return "\n".join(
        ", ".join(filter(None, [row["relation"], str(labels.get(row["basis"], "")), row["email"]]))
        for row in read_rows(value)
    )


@require_POST
def settle(request, pk):
    """Take a person who said no off the list, because the story does not tell of them any more."""
    if not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    with transaction.atomic():
        person = ProtectedParty.objects.select_related("submission").filter(pk=pk).first()
        if person is None or person.refused_at is None:
            raise Http404
        submission = person.submission
        log(submission, "stories.person_out", user=request.user, data={"person": person.pk})
        person.delete()
    messages.success(request, "The list is changed. The story does not wait for this person.")
    return redirect(submission.desk_url)


def get_urls():
    """Return the addresses below /admin/."""
    return [path("submissions/people/<int:pk>/out/", settle, name="person_out")]


def _standing(person, submission):
    """Return the status of a person and a sentence on it."""
    if person.refused_at:
        return {"status": "bad", "detail": f"Said no on {_day(person.refused_at)}."}
    if person.confirmed_at:
        return {"status": "good", "detail": f"Said yes on {_day(person.confirmed_at)}."}
    if person.link_digest:
        return {"status": "note", "detail": "Was asked by mail. No answer yet."}
    if person.email:
        confirmed = submission.is_confirmed
        when = "soon" if confirmed else "when the sender has confirmed the address"
        return {"status": "note", "detail": f"We ask them by mail {when}."}
    return {"status": "good" if person.is_settled else "bad", "detail": ""}


def _day(moment):
    return f"{timezone.localtime(moment):%B %-d, %Y}"
