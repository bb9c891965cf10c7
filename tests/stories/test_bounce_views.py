"""The door for the mail server: open for those who sign, closed for everybody else and without a secret."""

import hashlib
import hmac
import json

import pytest
from django.test import Client
from django.utils import timezone

from stories import bounces
from stories.models import OutboxMail
from tests import make

pytestmark = pytest.mark.django_db
SECRET = "s" * 40
DOOR = "/mail-came-back/"


@pytest.fixture(autouse=True)
def secret(settings):
    settings.BOUNCE_SECRET = SECRET


@pytest.fixture
def row():
    make.submission()
    OutboxMail.objects.filter(kind="received").update(sent_at=timezone.now(), attempts=1)
    return OutboxMail.objects.get(kind="received")


def knock(given, *, secret=SECRET, signature=None):
    """Return the answer to a body, signed with a secret."""
    body = given if isinstance(given, bytes) else json.dumps(given).encode()
    right = "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()
    return Client(enforce_csrf_checks=True).post(
        DOOR,
        body,
        content_type="application/json",
        headers={"X-Signature": right if signature is None else signature},
    )


class TestRule7TheDoor:
    def test_a_signed_notification_is_noted(self, row):
        at = "2026-09-23T09:41:00-04:00"
        given = {"message_id": row.message_id, "reason": "550 no such user", "at": at}
        answer = knock(given)
        assert (answer.status_code, answer.content) == (204, b"")
        row.refresh_from_db()
        assert row.bounced_at.isoformat() == "2026-09-23T13:41:00+00:00"
        assert bounces.is_flagged(row.submission)
        assert knock(given).status_code == 204
        assert row.submission.flags.filter(kind=bounces.FLAG).count() == 1

    def test_one_that_may_still_arrive_flags_nothing(self, row):
        assert knock({"message_id": row.message_id, "final": False}).status_code == 204
        assert not bounces.is_flagged(row.submission)

    @pytest.mark.parametrize("signature", ["", "sha256=", "sha256=" + "0" * 64, "é", "x" * 5000])
    def test_a_wrong_signature_is_refused(self, row, signature):
        assert knock({"message_id": row.message_id}, signature=signature).status_code == 403
        assert not bounces.is_flagged(row.submission)

    def test_another_secret_is_refused(self, row):
        assert knock({"message_id": row.message_id}, secret="t" * 40).status_code == 403
        assert not bounces.is_flagged(row.submission)

    def test_without_a_secret_there_is_no_door(self, row, settings):
        settings.BOUNCE_SECRET = ""
        assert knock({"message_id": row.message_id}, secret="").status_code == 404
        assert not bounces.is_flagged(row.submission)

    def test_only_posting_is_possible(self):
        assert Client().get(DOOR).status_code == 405

    def test_an_unknown_mail_is_answered_alike(self):
        assert knock({"message_id": "<1.20260101000000@stories.ihearthit>"}).status_code == 204

    @pytest.mark.parametrize(
        "given",
        [
            b"",
            b"\xff",
            b"[" * 60_000,
            [],
            {},
            {"message_id": 3},
            {"message_id": "x", "final": "no"},
            {"message_id": "x", "reason": 5},
            {"message_id": "x", "at": "yesterday"},
            {"message_id": "x", "at": "2026-13-45T00:00:00Z"},
            {"message_id": "x", "at": "2026-09-23T09:41:00"},
        ],
    )
    def test_what_is_no_notification_is_told_why(self, given):
        answer = knock(given)
        assert answer.status_code == 400
        assert answer.content

    def test_a_body_without_end_is_refused(self):
        assert knock(b"x" * 70_000).status_code == 413

    def test_a_mail_that_never_left_is_refused(self):
        make.submission()
        mail = OutboxMail.objects.filter(attempts=0).first()
        assert knock({"message_id": mail.message_id}).status_code == 400
