"""Drafts: found by what the browser holds, saved whole, erased with their files."""

import uuid
from datetime import timedelta

import pytest
from django.core.signing import get_cookie_signer
from django.utils import timezone

from stories import drafts, retention
from stories.models import Draft, DraftLink, StepCount, StoryFormPage
from stories.screening import FormToken
from tests import make
from tests.stories.form_reading import FORM, STEP

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


def new_token(**ago):
    """Return the token of a form that was opened some time ago."""
    return FormToken(uuid.uuid4(), timezone.now() - timedelta(**ago or {"seconds": 10}))


def cookie(value):
    """Return a cookie value signed as the site signs it."""
    return get_cookie_signer(salt=drafts.COOKIE + drafts.SALT).sign(str(value))


class TestFinding:
    def test_a_forged_cookie_finds_nothing(self, client):
        draft = make.draft(story_happened="A secret of somebody.")
        for value in (str(draft.key), f"{draft.key}:forged:signature"):
            client.cookies[drafts.COOKIE] = value
            assert "A secret" not in client.get(STEP).content.decode()

    def test_an_expired_draft_is_gone(self, client):
        client.post(STEP, make.step_post(story_happened="Long ago."))
        Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert "Long ago." not in client.get(STEP).content.decode()

    def test_an_erased_draft_is_no_error(self, client):
        client.post(STEP, make.step_post(story_happened="x"))
        Draft.objects.all().delete()
        for address in (FORM, STEP):
            assert client.get(address).status_code == 200

    def test_a_draft_of_another_form_is_not_shown(self, rf, page):
        draft = make.draft(story_happened="Here.")
        request = rf.get(FORM)
        request.COOKIES[drafts.COOKIE] = cookie(draft.key)
        assert drafts.find_by_cookie(request, page) == draft
        assert drafts.find_by_cookie(request, StoryFormPage(pk=999)) is None
        assert drafts.find_by_token(drafts.token_of(draft), StoryFormPage(pk=999)) is None

    @pytest.mark.parametrize("value", ["nonsense", "00000000-0000-4000-8000-000000000000", ""])
    def test_a_key_that_is_none_is_no_error(self, rf, page, value):
        request = rf.get(FORM)
        request.COOKIES[drafts.COOKIE] = cookie(value)
        assert drafts.find_by_cookie(request, page) is None

    def test_a_token_finds_its_draft_however_old_it_is(self, page):
        token = new_token(days=25)
        draft = drafts.save(page, token, {"story_title": "x"})
        read = drafts.read_token(drafts.sign_token(token), timezone.now())
        assert drafts.find_by_token(read, page) == draft
        assert abs(draft.begun_at - token.made_at) < timedelta(seconds=1)

    def test_a_mailed_link_leads_to_its_draft_and_is_kept_as_a_hash(self):
        draft = make.draft()
        token = drafts.make_link(draft)
        assert drafts.find_by_link(token) == draft
        assert drafts.find_by_link("nonsense") is None
        assert token not in DraftLink.objects.get().digest
        Draft.objects.update(expires_at=timezone.now())
        assert drafts.find_by_link(token) is None

    def test_its_files_open_for_an_hour(self, page):
        draft = make.draft()
        value = drafts.files_token(draft)
        assert drafts.find_by_files_token(value, page) == draft
        assert drafts.find_by_files_token(value + "x", page) is None
        assert drafts.find_by_files_token(drafts.sign_token(drafts.token_of(draft)), page) is None


class TestSaving:
    def test_other_pages_keep_what_they_hold(self, page):
        token = new_token()
        drafts.save(page, token, {"story_title": "A"}, step="one")
        draft = drafts.save(page, token, {"story_happened": "B"}, step="two")
        assert draft.answers == {"story_title": "A", "story_happened": "B"}
        assert draft.last_step == "two"

    def test_an_expired_draft_begins_anew(self, page):
        token = new_token()
        drafts.save(page, token, {"story_title": "A"})
        Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        assert drafts.save(page, token, {"story_happened": "B"}).answers == {"story_happened": "B"}
        assert Draft.objects.count() == 1

    def test_what_was_sent_takes_nothing_more(self, page):
        token = new_token()
        sent = make.submission(receipt=token.form_id)
        with pytest.raises(drafts.AlreadySent) as caught:
            drafts.save(page, token, {"story_title": "A"})
        assert caught.value.submission == sent
        assert not Draft.objects.exists()

    def test_signs_that_no_database_takes_are_left_out(self, page):
        fields = page.get_form(page=page).fields
        typed = drafts.read_typed(fields, {"story_title": "a\x00b\ud800c"}, {})
        draft = drafts.save(page, new_token(), typed)
        draft.refresh_from_db()
        assert draft.answers["story_title"] == "abc"

    def test_what_no_answer_may_be_is_not_stored(self, page):
        fields = page.get_form(page=page).fields
        typed = drafts.read_typed(fields, {"story_title": "x" * (drafts.LONGEST_TYPED + 1)}, {})
        assert "story_title" not in typed

    def test_a_draft_comes_back_as_it_was_posted(self):
        answers = {
            "story_title": "A",
            "story_place": "",
            "consent_truth": "on",
            "q_ways": ["One", "Two"],
            "story_people": [{"relation": "my son", "basis": "asked", "email": ""}],
        }
        assert drafts.data_of(answers) == {
            "story_title": ["A"],
            "consent_truth": ["on"],
            "q_ways": ["One", "Two"],
            "story_people-0-relation": ["my son"],
            "story_people-0-basis": ["asked"],
            "story_people-0-email": [""],
        }


class TestErasing:
    def test_the_picture_leaves_with_the_draft(self, django_capture_on_commit_callbacks):
        draft = make.draft()
        drafts.keep_picture(draft, make.picture())
        file = draft.picture
        assert file.storage.exists(file.name)
        Draft.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
        with django_capture_on_commit_callbacks(execute=True):
            assert retention.erase_expired_drafts() == 1
        assert not Draft.objects.exists()
        assert not file.storage.exists(file.name)

    def test_a_draft_within_its_days_stays(self):
        make.draft()
        assert retention.erase_expired_drafts() == 0

    def test_erasing_twice_is_no_error(self):
        draft = make.draft()
        drafts.erase(draft)
        drafts.erase(draft)
        assert not Draft.objects.exists()


class TestCounting:
    def test_each_day_has_its_own_count(self, page):
        now = timezone.now()
        for moment in (now, now, now + timedelta(days=1)):
            drafts.count(page, "one", StepCount.Event.DONE, moment)
        rows = StepCount.objects.order_by("day")
        assert [row.count for row in rows] == [2, 1]
