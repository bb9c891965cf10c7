"""Whoever asked for a long list sees how far it is and takes it; nobody else learns that it is there."""

import io

import pytest
from openpyxl import load_workbook

from stories import workbooks
from stories.models import Workbook
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(client):
    person = make.privacy_staff()
    client.force_login(person)
    return person


@pytest.fixture
def waiting(keeper):
    make.submission()
    return workbooks.ask(keeper, "confirmed=true", total=52_000)


def page_of(workbook):
    return f"/admin/submissions/take-out/{workbook.pk}/"


def read(client, workbook):
    return client.get(page_of(workbook)).content.decode()


class TestRule1ItsPage:
    def test_says_how_far_it_is_and_looks_again(self, client, waiting):
        assert "It holds 52,000 stories." in read(client, waiting)
        Workbook.objects.update(written=4000)
        page = read(client, waiting)
        assert "4,000 of 52,000 stories are in the file." in page
        assert "data-look-again" in page

    def test_leads_to_the_file_once_it_is_there(self, client, waiting):
        workbooks.write(waiting.pk)
        page = read(client, waiting)
        assert f"{page_of(waiting)}file/" in page
        assert "It holds 1 story." in page
        assert "data-look-again" not in page

    @pytest.mark.parametrize(
        "state, words", [("failed", "could not be written"), ("gone", "This file is deleted.")]
    )
    def test_says_how_to_go_on_without_a_file(self, client, waiting, state, words):
        Workbook.objects.update(state=state)
        page = read(client, waiting)
        assert words in page
        assert "/admin/submissions/take-out/?confirmed=true" in page

    def test_is_kept_nowhere(self, client, waiting):
        assert "no-store" in client.get(page_of(waiting))["Cache-Control"]

    def test_is_found_again_where_it_was_asked_for(self, client, waiting):
        assert page_of(waiting) in client.get("/admin/submissions/take-out/").content.decode()


class TestRule1TheFile:
    def test_is_a_workbook_that_nothing_keeps(self, client, waiting):
        workbooks.write(waiting.pk)
        response = client.get(f"{page_of(waiting)}file/")
        assert "no-store" in response["Cache-Control"]
        assert response["X-Content-Type-Options"] == "nosniff"
        sheet = load_workbook(io.BytesIO(b"".join(response.streaming_content))).active
        assert sheet.max_row == 2

    @pytest.mark.parametrize("state", ["waiting", "failed", "gone"])
    def test_is_not_there_in_any_other_state(self, client, waiting, state):
        Workbook.objects.update(state=state)
        assert client.get(f"{page_of(waiting)}file/").status_code == 404

    def test_that_is_gone_from_the_disk_is_not_there(self, client, waiting):
        workbook = workbooks.write(waiting.pk)
        workbook.file.storage.delete(workbook.file.name)
        assert client.get(f"{page_of(waiting)}file/").status_code == 404


class TestRule1WhoMay:
    @pytest.mark.parametrize("part", ["", "file/"])
    def test_another_keeper_of_data_sees_none_of_it(self, client, waiting, part):
        workbooks.write(waiting.pk)
        client.force_login(make.privacy_staff(name="otto"))
        assert client.get(f"{page_of(waiting)}{part}").status_code == 404

    @pytest.mark.parametrize("part", ["", "file/"])
    def test_its_owner_sees_none_of_it_without_the_right_to_export(
        self, client, waiting, keeper, part
    ):
        workbooks.write(waiting.pk)
        keeper.groups.set(make.auditor().groups.all())
        assert client.get(f"{page_of(waiting)}{part}").status_code == 302
