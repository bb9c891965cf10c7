"""The privacy help: it marks, it asks, it blocks nothing."""

import pytest

from stories import look_views
from stories.identifiers import find_identifiers
from stories.models import Draft, StepCount, Submission
from stories.story_form import TOKEN
from tests import make
from tests.stories.form_reading import CHECK, FORM, LOOK, STEP, soup, typed

pytestmark = pytest.mark.django_db

PHONE = "313-555-0142"
HAPPENED = f"He said <i>call</i> {PHONE} at once. I wrote {PHONE} on my hand.\n\nThen I called."


@pytest.fixture(autouse=True)
def page():
    return make.form_page()


@pytest.fixture
def told(client):
    """What was posted by somebody whose story holds a telephone number."""
    data = make.form_post(
        story_happened=HAPPENED,
        story_learned="To write it down.",
        story_matters="It saves time.",
        story_title="My hand",
        story_about="",
        story_place="",
    )
    client.post(STEP, data)
    return data


def key():
    """Return the key of the hint on the number."""
    return next(
        hint.key
        for hint in find_identifiers({"story_happened": HAPPENED})
        if HAPPENED[hint.start : hint.end] == PHONE
    )


class TestShowing:
    def test_it_comes_by_itself_once(self, client, told):
        first = client.post(STEP, told)
        assert Draft.objects.get().choices == {"shown": "yes", "checked": "yes"}
        assert first["Location"] == CHECK

    def test_the_first_time_it_stands_before_the_check(self, client):
        response = client.post(STEP, make.form_post(story_happened=HAPPENED))
        assert response["Location"] == LOOK

    def test_where_nothing_is_found_nobody_is_stopped(self, client):
        data = make.form_post(
            story_happened="It rained.",
            story_learned="To wait.",
            story_matters="It helps.",
            story_title="Rain",
            story_because="it rains",
            story_about="",
            story_place="",
        )
        assert client.post(STEP, data)["Location"] == CHECK
        assert "We marked nothing in your words" in client.get(LOOK).content.decode()

    def test_it_can_be_opened_from_the_check(self, client, told):
        assert LOOK in [link["href"] for link in soup(client.get(CHECK)).select("main a")]

    def test_the_words_are_marked_where_they_stand(self, client, told):
        document = soup(client.get(LOOK))
        marked = document.select_one(".marked")
        assert [mark.get_text() for mark in marked.find_all("mark")] == [f"{PHONE}1"] * 2
        assert "He said <i>call</i>" in marked.get_text()
        assert not marked.find("i")
        assert "This looks like a phone number." in document.main.get_text()

    def test_equal_words_are_asked_about_once(self, client, told):
        names = {radio["name"] for radio in soup(client.get(LOOK)).select("input[type=radio]")}
        assert names == {f"hint-{key()}"}

    def test_it_claims_nothing(self, client, told):
        text = soup(client.get(LOOK)).main.get_text()
        assert "misses things" in text
        assert "You can go on with all of it as it is" in text

    def test_name_and_address_of_the_sender_are_no_matter_here(self, client, told):
        text = client.get(LOOK).content.decode()
        assert told["story_email"] not in text
        assert told["story_name"] not in text

    @pytest.mark.parametrize("method", ["get", "post"])
    def test_without_a_draft_it_leads_to_the_start(self, client, method):
        assert getattr(client, method)(LOOK)["Location"] == FORM


class TestDeciding:
    def decide(self, client, told, choice):
        return client.post(LOOK, {TOKEN: told[TOKEN], f"hint-{key()}": choice})

    def test_nothing_is_compulsory(self, client, told):
        assert client.post(LOOK, {TOKEN: told[TOKEN]})["Location"] == CHECK

    @pytest.mark.parametrize("choice", ["keep", "allowed"])
    def test_what_was_decided_is_remembered(self, client, told, choice):
        assert self.decide(client, told, choice)["Location"] == CHECK
        assert Draft.objects.get().choices[key()] == choice
        chosen = soup(client.get(LOOK)).select_one("input[checked]")
        assert chosen["value"] == choice

    def test_changing_leads_to_the_words_and_back(self, client, told):
        response = self.decide(client, told, "change")
        assert response["Location"] == f"{STEP}?from=look-again#id_story_happened"
        page = client.get(response["Location"])
        assert typed(page, "back_to") == "look-again"
        back = {**told, "story_happened": "He said: call me.", "back_to": "look-again"}
        assert client.post(STEP, back)["Location"] == LOOK
        assert not soup(client.get(LOOK)).find("mark")

    def test_other_keys_and_choices_are_dropped(self, client, told):
        client.post(LOOK, {TOKEN: told[TOKEN], "hint-shown": "keep", f"hint-{key()}": "erase all"})
        assert Draft.objects.get().choices == {"shown": "yes", "checked": "yes"}

    @pytest.mark.parametrize(
        ("choice", "said"), [("keep", "keeps it"), ("allowed", "may share it")]
    )
    def test_the_moderator_reads_what_was_said(self, client, told, choice, said):
        self.decide(client, told, choice)
        client.post(CHECK, {TOKEN: told[TOKEN]})
        submission = Submission.objects.get()
        flags = submission.flags.filter(kind="privacy_phone")
        assert flags.count() == 2
        for flag in flags:
            assert submission.what_happened[flag.start : flag.end] == PHONE
            assert said in flag.reason

    def test_without_a_decision_the_story_is_sent_all_the_same(self, client, told):
        assert client.post(CHECK, {TOKEN: told[TOKEN]}).status_code == 303
        assert not Submission.objects.get().flags.filter(kind__startswith="privacy").exists()


class TestCounting:
    """The page before sending is begun once by each story, whichever way leads there."""

    def begun(self):
        """Return how often the page before sending was begun."""
        return sum(
            StepCount.objects.filter(step="check", event="start").values_list("count", flat=True)
        )

    def test_it_is_not_begun_while_there_is_something_to_look_at(self, client, told):
        assert self.begun() == 0

    def test_it_is_begun_behind_the_help(self, client, told):
        client.post(LOOK, {TOKEN: told[TOKEN]})
        assert self.begun() == 1

    def test_it_is_begun_once(self, client, told):
        for _ in range(2):
            client.post(LOOK, {TOKEN: told[TOKEN]})
            client.post(STEP, told)
        assert self.begun() == 1

    def test_where_nothing_is_found_it_is_begun_too(self, client):
        data = make.form_post(story_happened="It rained.", story_learned="To wait.")
        data |= {"story_matters": "It saves time.", "story_title": "", "story_about": ""}
        assert client.post(STEP, {**data, "story_place": ""})["Location"] == CHECK
        assert self.begun() == 1


def test_every_answer_that_is_looked_at_is_one_of_the_form():
    from stories import roles

    assert set(look_views.LOOKED_AT) <= roles.NAMES
