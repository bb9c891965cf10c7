"""The registers can be read and exported by those who may, and changed by nobody."""

import csv
import re
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from stories.admin.registers import neutralise
from stories.emails import NEVER
from stories.models import Consent, Decision, ErasurePermit, OutboxMail, Placement
from tests import make
from tests.stories.unsealing import unsealed

pytestmark = pytest.mark.django_db

CONSENTS = "/admin/registers/consents/"
PLACEMENTS = "/admin/registers/placements/"
DECISIONS = "/admin/registers/decisions/"
MAILS = "/admin/registers/mails/"
ERASURES = "/admin/registers/erasures/"
ALL = [CONSENTS, PLACEMENTS, DECISIONS, MAILS, ERASURES]


def placement(by=None):
    return Placement.objects.create(
        story=make.story(), page=make.home_page(), slot="a", slot_name="Wall of stories", by=by
    )


def erasure():
    return ErasurePermit.objects.create(
        submission_id=7, ref=uuid4(), reason="The sender asked for it.", by=make.privacy_staff()
    )


def one_of_each():
    """Return a record for each of ALL, in its order."""
    record = placement(by=make.editor())
    submission = record.story.submission
    mail = submission.mails.first()
    return submission.consents.first(), record, submission.decisions.first(), mail, erasure()


def count_listed(client, address):
    return len(set(re.findall(r"/inspect/(\d+)/", client.get(address).content.decode())))


def export_csv(client, address):
    response = client.get(f"{address}?export=csv")
    return list(csv.DictReader(StringIO(b"".join(response.streaming_content).decode())))


def export_xlsx(client, address):
    response = client.get(f"{address}?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(response.streaming_content))).active
    return list(sheet.iter_rows(values_only=True))


class TestWhoMayRead:
    @pytest.mark.parametrize(
        ("maker", "readable"),
        [
            (make.moderator, [PLACEMENTS]),
            (make.editor, [PLACEMENTS]),
            (make.privacy_staff, ALL),
            (make.auditor, ALL),
            (make.administrator, ALL),
        ],
    )
    def test_each_group_reads_its_registers(self, client, maker, readable):
        rows = one_of_each()
        client.force_login(maker())
        menu = client.get("/admin/").content.decode()
        for address, row in zip(ALL, rows, strict=True):
            status = 200 if address in readable else 302
            assert client.get(address).status_code == status
            assert client.get(f"{address}inspect/{row.pk}/").status_code == status
            assert (address in menu) == (address in readable)
            response = client.get(f"{address}?export=csv")
            assert response.status_code == status
            if response.streaming:
                b"".join(response)

    def test_nobody_reads_them_without_a_sign_in(self, client):
        for address in ALL:
            assert client.get(address).status_code == 302


class TestNobodyWrites:
    def test_there_is_no_door_for_administrators_either(self, client):
        rows = one_of_each()
        models = (Consent, Placement, Decision, OutboxMail, ErasurePermit)
        counts = [model.objects.count() for model in models]
        client.force_login(make.administrator())
        for address, row in zip(ALL, rows, strict=True):
            page = client.get(address).content.decode()
            for action in ("create/", f"edit/{row.pk}/", f"delete/{row.pk}/"):
                assert f"{address}{action}" not in page
                for method in (client.get, client.post):
                    assert method(f"{address}{action}").status_code in (302, 403, 404)
        assert counts == [model.objects.count() for model in models]
        for row in rows:
            row.refresh_from_db()


class TestWhatTheyTell:
    def test_a_consent_with_its_exact_words(self, client):
        consent = make.submission().consents.get(scope="publish")
        client.force_login(make.auditor())
        page = client.get(f"{CONSENTS}inspect/{consent.pk}/").content.decode()
        assert "You can publish it on this site." in page
        assert consent.submission.number in page

    def test_a_placement_with_story_and_page(self, client):
        record = placement()
        client.force_login(make.auditor())
        for address in (PLACEMENTS, f"{PLACEMENTS}inspect/{record.pk}/"):
            page = client.get(address).content.decode()
            assert record.story.title in page
            assert "Wall of stories" in page

    def test_finding_by_number(self, client):
        first, second = make.submission(), make.submission()
        client.force_login(make.auditor())
        page = client.get(f"{CONSENTS}?q={first.number}").content.decode()
        assert first.number in page
        assert second.number not in page

    def test_an_erasure_with_its_reason_and_its_dates(self, client):
        row = erasure()
        client.force_login(make.auditor())
        for address in (ERASURES, f"{ERASURES}inspect/{row.pk}/", f"{ERASURES}?q={row.ref}"):
            page = client.get(address).content.decode()
            assert "The sender asked for it." in page
            assert str(row.ref) in page


class TestFilters:
    """Nobody reads a column by asking which rows start with a letter."""

    @pytest.mark.parametrize(
        ("address", "lookups"),
        [
            (
                CONSENTS,
                ["submission__sender_email__startswith", "submission__mails__body__contains"],
            ),
            (PLACEMENTS, ["by__password__startswith", "story__submission__sender_email"]),
            (DECISIONS, ["internal_note__contains", "by__password__startswith"]),
            (MAILS, ["body__contains", "to__startswith", "submission__private_links__digest"]),
            (ERASURES, ["by__password__startswith", "submission_id", "by__email__contains"]),
        ],
    )
    def test_a_foreign_lookup_changes_nothing(self, client, address, lookups):
        one_of_each()
        client.force_login(make.auditor())
        everything = count_listed(client, address)
        assert everything > 0
        for lookup in (*lookups, "no_such_column", "pk", "id__gt"):
            asked = f"{address}?{lookup}=999999"
            assert count_listed(client, asked) == everything, asked
            exported = client.get(f"{asked}&export=csv")
            lines = b"".join(exported.streaming_content).decode()
            assert len(list(csv.DictReader(StringIO(lines)))) == everything, asked

    def test_a_moderator_learns_nothing_of_a_password(self, client):
        placement(by=make.editor())
        client.force_login(make.moderator())
        assert count_listed(client, f"{PLACEMENTS}?by__password__startswith=zzz") == 1

    def test_the_filters_beside_the_list_still_work(self, client):
        make.submission()
        client.force_login(make.auditor())
        assert count_listed(client, f"{CONSENTS}?scope__exact=publish") == 1
        assert count_listed(client, f"{CONSENTS}?withdrawn_at__isnull=False") == 0

    def test_a_filter_that_makes_no_sense_leads_to_the_whole_list(self, client):
        make.submission()
        client.force_login(make.auditor())
        response = client.get(f"{CONSENTS}?withdrawn_at__gte=yesterday")
        assert response.status_code == 302
        assert response.url == CONSENTS


class TestMails:
    """The register of mails is where staff see what was given up."""

    @pytest.fixture
    def given_up(self):
        mail = make.submission().mails.first()
        mail.next_try_at = NEVER
        mail.last_error = f"SMTPRecipientsRefused: {{'{mail.to}': (550, b'unknown')}}"
        mail.save()
        return mail

    def test_what_was_given_up_says_so_and_can_be_filtered(self, client, given_up):
        client.force_login(make.auditor())
        page = client.get(f"{MAILS}?progress=given_up").content.decode()
        assert f"/inspect/{given_up.pk}/" in page
        assert given_up.submission.number in page
        assert "SMTPRecipientsRefused" in page
        for progress in ("sent", "waiting"):
            assert count_listed(client, f"{MAILS}?progress={progress}") == (
                OutboxMail.objects.filter(sent_at__isnull=progress == "waiting")
                .exclude(pk=given_up.pk)
                .count()
            )

    def test_words_and_address_are_for_those_who_may_export(self, client, given_up):
        words = "confirm/"
        assert words in given_up.body
        for maker, shown in (
            (make.auditor, False),
            (make.privacy_staff, True),
            (make.administrator, True),
        ):
            client.force_login(maker())
            page = client.get(f"{MAILS}inspect/{given_up.pk}/").content.decode()
            rows = str(export_csv(client, MAILS))
            for told in (page, rows):
                assert (given_up.to in told) == shown
                assert (words in told) == shown
            assert given_up.to not in client.get(MAILS).content.decode()

    def test_a_mail_to_staff_is_about_no_story(self, client):
        OutboxMail.objects.create(
            key="x", kind="digest", to="mo@example.org", subject="s", body="b"
        )
        client.force_login(make.auditor())
        assert client.get(MAILS).status_code == 200
        assert [row["Story"] for row in export_csv(client, MAILS)] == [""]


class TestExports:
    def test_the_address_is_for_those_who_may_export(self, client):
        story = make.submission()
        client.force_login(make.auditor())
        assert story.sender_email not in str(export_csv(client, CONSENTS))
        assert story.sender_email not in str(export_xlsx(client, CONSENTS))
        client.force_login(make.privacy_staff())
        assert story.sender_email in str(export_csv(client, CONSENTS))
        assert story.sender_email in str(export_xlsx(client, CONSENTS))

    @pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
    def test_a_cell_is_never_a_formula(self, client, start):
        consent = make.submission().consents.get(scope="publish")
        with unsealed():
            Consent.objects.filter(pk=consent.pk).update(wording=f"{start}cmd()")
        client.force_login(make.auditor())
        rows = export_csv(client, CONSENTS)
        assert f"'{start}cmd()" in [row["Wording"] for row in rows]
        cells = [cell for row in export_xlsx(client, CONSENTS) for cell in row]
        assert not [cell for cell in cells if str(cell).startswith(start)]

    def test_other_values_stay_as_they_are(self):
        assert neutralise("because") == "because"
        assert neutralise(-3) == -3
        assert neutralise(None) is None

    def test_where_there_is_nothing_a_cell_is_empty(self, client):
        make.submission()
        client.force_login(make.auditor())
        assert {row["Withdrawn At"] for row in export_csv(client, CONSENTS)} == {""}

    def test_each_register_exports_both_ways(self, client):
        one_of_each()
        client.force_login(make.administrator())
        for address in ALL:
            assert len(export_csv(client, address)) + 1 == len(export_xlsx(client, address)) > 1
