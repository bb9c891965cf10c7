"""The screens of a brief: who may go there, what the list and the paper show, and what is noted."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from stories import briefs, moderation
from stories.models import Brief, ChosenStory, OutsideCopy
from tests import make

pytestmark = pytest.mark.django_db

BRIEF = (*make.CONSENTS, "brief")
SCREENS = ("stories", "change", "print", "given")


@pytest.fixture
def brief():
    return Brief.objects.create(title="What Ohio told us", made_for="the committee")


@pytest.fixture
def editor(client):
    person = make.staff("Campaign editors")
    client.force_login(person)
    return person


def address(name, brief):
    return reverse(f"briefs:{name}", args=[brief.pk])


def chosen(brief, number=1, **changes):
    """Return new stories that stand in the brief."""
    stories = [make.story(consents=BRIEF, **changes) for _ in range(number)]
    for position, story in enumerate(stories, start=1):
        ChosenStory.objects.create(brief=brief, story=story, position=position)
    return stories


class TestWhoMay:
    @pytest.mark.parametrize("role", ["moderator", "privacy_staff", "auditor", "user"])
    @pytest.mark.parametrize("name", SCREENS)
    def test_others_are_turned_away(self, client, brief, role, name):
        (story,) = chosen(brief)
        client.force_login(getattr(make, role)())
        for method in ("get", "post"):
            response = getattr(client, method)(address(name, brief), {"story": story.pk, "to": "x"})
            assert response.status_code in (302, 403, 405)
            assert story.title not in response.content.decode()
        assert not OutsideCopy.objects.exists()

    @pytest.mark.parametrize("name", ["stories", "print"])
    def test_editors_and_administrators_may(self, client, brief, name):
        for person in (make.editor(), make.administrator()):
            client.force_login(person)
            assert client.get(address(name, brief)).status_code == 200

    def test_nobody_may_without_signing_in(self, client, brief):
        for name in SCREENS:
            assert "/login/" in client.get(address(name, brief)).headers["Location"]


class TestWriting:
    def test_after_the_words_come_the_stories(self, client, editor):
        response = client.post(
            reverse("briefs:add"), {"title": "What Ohio told us", "dated_on": "2026-09-21"}
        )
        assert response.headers["Location"] == address("stories", Brief.objects.get())


class TestChoosing:
    def test_a_story_is_chosen_moved_and_taken_out(self, client, editor, brief):
        one, two = make.story(consents=BRIEF), make.story(consents=BRIEF)

        def deed(action, story):
            client.post(address("change", brief), {"action": action, "story": story.pk})
            return [*brief.chosen.values_list("story", flat=True)]

        deed("choose", one)
        assert deed("choose", two) == [one.pk, two.pk]
        assert deed("earlier", two) == [two.pk, one.pk]
        assert deed("leave_out", two) == [one.pk]

    def test_the_filters_stay_as_they_were(self, client, editor, brief):
        story = make.story(consents=BRIEF)
        data = {"action": "choose", "story": story.pk, "query": "state=OH&topic="}
        response = client.post(address("change", brief), data)
        assert response.headers["Location"] == f"{address('stories', brief)}?state=OH&topic=#offers"

    def test_it_begins_with_what_the_brief_is_about(self, client, editor, brief):
        Brief.objects.update(state="TX")
        ohio = make.story(consents=BRIEF)
        texas = make.story(consents=BRIEF, story_place="Austin, Texas")
        said = client.get(address("stories", brief)).content.decode()
        assert texas.title in said and ohio.title not in said
        said = client.get(address("stories", brief), {"state": "", "topic": ""}).content.decode()
        assert texas.title in said and ohio.title in said

    def test_one_without_a_yes_is_refused_in_words(self, client, editor, brief):
        story = make.story()
        data = {"action": "choose", "story": story.pk}
        response = client.post(address("change", brief), data, follow=True)
        assert "may not be printed" in response.content.decode()
        assert not brief.chosen.exists()

    @pytest.mark.parametrize("story", ["", "x", "9" * 40])
    def test_nonsense_changes_nothing(self, client, editor, brief, story):
        data = {"action": "choose", "story": story}
        assert client.post(address("change", brief), data).status_code == 302

    def test_a_withdrawn_story_is_left_out_without_its_words(self, client, editor, brief):
        (story,) = chosen(brief)
        moderation.withdraw(story.submission)
        said = client.get(address("stories", brief)).content.decode()
        assert f"Story {story.submission.number} is left out" in said
        assert briefs.PERMISSION_ENDED in said
        for words in (story.title, story.because_words, story.teller_note, story.why_it_matters):
            assert words not in said


class TestPaper:
    def paper(self, client, brief):
        response = client.get(address("print", brief))
        return response, BeautifulSoup(response.content, "html.parser")

    def test_why_it_matters_leads_each_story(self, client, editor, brief):
        chosen(brief)
        _, document = self.paper(client, brief)
        words = document.article.get_text(" ", strip=True)
        order = ["Why it matters", "No parent", "#IHeartHIT because", "What happened", "Renee"]
        assert sorted(order, key=words.index) == order
        assert "Told with permission, given on" in words and "Ohio" in words
        assert document.article.svg

    def test_nothing_keeps_it(self, client, editor, brief):
        response, _ = self.paper(client, brief)
        assert "no-store" in response.headers["Cache-Control"]
        assert "private" in response.headers["Cache-Control"]

    def test_it_holds_only_what_may_be_printed(self, client, editor, brief):
        gone, stays = chosen(brief, 2)
        moderation.withdraw(gone.submission)
        _, document = self.paper(client, brief)
        assert len(document.find_all("article")) == 1
        fields = document.select("form [name=story]")
        assert [field["value"] for field in fields] == [str(stays.pk)]
        assert "1 chosen story is left out" in document.get_text(" ", strip=True)
        assert gone.title not in document.get_text()

    def test_no_email_address_of_a_sender_and_no_full_name(self, client, editor, brief):
        (story,) = chosen(brief)
        said = self.paper(client, brief)[0].content.decode()
        assert story.submission.sender_email not in said
        assert "Ochoa" not in said

    def test_an_empty_brief_says_how_to_go_on(self, client, editor, brief):
        _, document = self.paper(client, brief)
        assert "Choose stories" in document.main.get_text()
        assert not document.form

    def test_thirty_stories_cost_no_more_queries_than_one(
        self, client, editor, brief, django_assert_max_num_queries
    ):
        chosen(brief)
        make.story(consents=BRIEF)
        costs = {}
        for name in ("print", "stories"):
            client.get(address(name, brief))
            with django_assert_max_num_queries(60) as spent:
                client.get(address(name, brief))
            costs[name] = len(spent)
        for position in range(2, 31):
            story = make.story(consents=BRIEF)
            ChosenStory.objects.create(brief=brief, story=story, position=position)
        make.story(consents=BRIEF)
        for name, cost in costs.items():
            client.get(address(name, brief))
            with django_assert_max_num_queries(cost):
                client.get(address(name, brief))


class TestGiven:
    def test_who_has_it_is_noted_for_each_story(self, client, editor, brief):
        one, two = chosen(brief, 2)
        data = {"to": "Senator  Quill", "story": [one.pk, two.pk]}
        response = client.post(address("given", brief), data, follow=True)
        assert OutsideCopy.objects.count() == 2
        copy = OutsideCopy.objects.filter(submission=one.submission).get()
        assert (copy.kind, copy.by) == ("brief", editor)
        assert copy.where == "“What Ohio told us”, given to Senator Quill"
        assert "Senator Quill, since" in response.content.decode()

    def test_looking_alone_notes_nothing(self, client, editor, brief):
        chosen(brief)
        client.get(address("print", brief))
        assert client.get(address("given", brief)).status_code == 405
        assert not OutsideCopy.objects.exists()

    def test_without_a_name_it_asks_again_and_keeps_the_paper(self, client, editor, brief):
        (story,) = chosen(brief)
        response = client.post(address("given", brief), {"to": " ", "story": story.pk})
        document = BeautifulSoup(response.content, "html.parser")
        assert response.status_code == 422 and document.title.get_text().startswith("Error: ")
        field = document.find("input", attrs={"name": "to"})
        assert document.find(id=field["aria-describedby"]).get_text().startswith("Say who has it")
        assert document.article and not OutsideCopy.objects.exists()
