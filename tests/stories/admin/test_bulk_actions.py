"""Several decisions at once: each for itself, each refusal told, nothing half done."""

from urllib.parse import urlencode

import pytest

from stories import moderation
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def moderator(client):
    person = make.moderator(name="mo")
    client.force_login(person)
    return person


def address(action, *stories, **query):
    ids = [("id", story.pk) for story in stories]
    query.setdefault("next", "/admin/submissions/")
    return f"/admin/bulk/stories/submission/{action}/?{urlencode([*ids, *query.items()])}"


def act(client, action, *stories, **data):
    """Send the page as it was shown, with more data."""
    url = address(action, *stories)
    shown = client.get(url).context["items"]
    steps = {f"step-{row['item'].pk}": row["item"].step_pk or "" for row in shown}
    return client.post(url, {**steps, **data}, follow=True)


def told(response):
    return " ".join(str(message) for message in response.context["messages"])


def states(*stories):
    for story in stories:
        story.refresh_from_db()
    return [story.state for story in stories]


class TestRule2DecidingOnSeveral:
    def test_taking_them_to_read(self, client, moderator):
        stories = [make.submission(), make.submission()]
        response = act(client, "claim", *stories)
        assert states(*stories) == ["in_review", "in_review"]
        assert "You are reading 2 stories now." in told(response)

    def test_approving_the_step(self, client, moderator):
        stories = [make.submission(), make.submission()]
        response = act(client, "approve", *stories)
        assert [story.current_workflow_task.name for story in stories] == ["Editorial review"] * 2
        assert "approved for 2 stories" in told(response)

    def test_refusing_with_one_note(self, client, moderator):
        stories = [make.submission(), make.submission()]
        act(client, "refuse", *stories, grounds=["promotional"], note="It sells.")
        assert states(*stories) == ["not_selected"] * 2
        for story in stories:
            assert story.decisions.get().note == "It sells."
            assert story.mails.filter(kind="not_selected").count() == 1

    def test_asking_for_changes(self, client, moderator):
        stories = [make.submission(), make.submission()]
        act(client, "changes", *stories, grounds=["missing_image"], note="A picture, please.")
        assert states(*stories) == ["changes_requested"] * 2

    def test_one_that_cannot_be_decided_is_told_and_stops_nothing(self, client, moderator):
        waiting, decided = make.submission(), make.submission(state="not_selected")
        response = act(client, "approve", decided, waiting)
        assert waiting.current_workflow_task.name == "Editorial review"
        assert states(decided) == ["not_selected"]
        assert "approved for 1 story" in told(response)
        assert f"Not done. {decided.number}: This story is not in review" in told(response)

    def test_a_step_that_was_decided_meanwhile_is_not_decided_again(self, client, moderator):
        story = make.submission()
        step = story.current_workflow_task_state.pk
        moderation.decide(story, "approve", user=make.moderator(name="nell"))
        response = client.post(address("approve", story), {f"step-{story.pk}": step}, follow=True)
        assert states(story) == ["received"]
        assert "Nell" in told(response)

    def test_without_grounds_nothing_happens_and_the_note_stays(self, client, moderator):
        story = make.submission()
        page = act(client, "refuse", story, note="My long kind note.").content.decode()
        assert "My long kind note." in page
        assert "Choose at least one" in page
        assert states(story) == ["received"]

    def test_all_of_the_list_means_what_its_filters_showed(self, client, moderator):
        mine, free = make.submission(), make.submission()
        moderation.claim(mine, user=moderator)
        refused = make.submission(state="not_selected")
        url = address("approve", reader="nobody", id="all")
        shown = [row["item"] for row in client.get(url).context["items"]]
        assert shown == [free]
        everything = [
            row["item"] for row in client.get(address("claim", id="all")).context["items"]
        ]
        assert refused not in everything

    def test_an_id_that_makes_no_sense_is_left_out(self, client, moderator):
        response = client.get(address("claim", id="zebra"))
        assert response.status_code == 200
        assert "None of the stories" in response.content.decode()

    @pytest.mark.parametrize("maker", [make.editor, make.privacy_staff, make.auditor])
    @pytest.mark.parametrize("action", ["claim", "approve", "changes", "refuse"])
    def test_nobody_else_decides(self, client, maker, action):
        story = make.submission()
        client.force_login(maker())
        data = {"grounds": ["intent"], "note": "No."}
        assert client.get(address(action, story)).status_code == 302
        assert client.post(address(action, story), data).status_code == 302
        assert states(story) == ["received"]
