"""Share links: plain addresses, both hashtags where there is room, the sentence only with consent."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.utils import timezone

from cms import text
from stories import sharing
from stories.models import StoryPage
from tests import make

EVERYTHING = ("truth", "contact", "publish", "social", "alter")

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_(rf):
    return rf.get("/")


def found(story, request):
    """Return the links as label -> parameters."""
    return {
        link.label: {key: value[0] for key, value in parse_qs(urlsplit(link.url).query).items()}
        for link in sharing.links(story, request)
    }


class TestLinks:
    """Where they lead."""

    def test_every_network_gets_the_whole_address(self, request_, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://stories.example.org"
        story = make.story()
        links = found(story, request_)
        address = f"https://stories.example.org/stories/{story.slug}/"
        assert list(links) == ["Facebook", "X", "LinkedIn", "email"]
        assert links["Facebook"]["u"] == links["X"]["url"] == address
        assert links["LinkedIn"]["text"].endswith(f" {address}")
        assert links["email"]["body"].endswith(f"\n\n{address}")

    def test_they_are_plain_addresses(self, request_):
        for link in sharing.links(make.story(), request_):
            assert link.url.startswith(("https://", "mailto:?")) and " " not in link.url

    def test_an_email_program_gets_spaces_and_not_plus_signs(self, request_):
        assert "+" not in sharing.links(make.story(), request_)[-1].url

    @pytest.mark.parametrize("consents", [make.CONSENTS, EVERYTHING])
    def test_both_hashtags_go_everywhere(self, request_, consents):
        links = found(make.story(consents=consents), request_)
        for label, name in (
            ("Facebook", "quote"),
            ("X", "text"),
            ("LinkedIn", "text"),
            ("email", "body"),
        ):
            assert "#IHeartHIT" in links[label][name] and "#NHITWeek" in links[label][name]

    def test_hashtags_go_where_the_network_takes_text(self, request_):
        links = found(make.story(consents=EVERYTHING), request_)
        assert links["Facebook"]["hashtag"] == "#IHeartHIT"
        assert links["X"]["text"] == (
            "#IHeartHIT because my daughter’s record spoke when she could not. #NHITWeek"
        )

    def test_hashtags_come_from_the_settings(self, request_):
        make.campaign_settings(week_hashtag="#OtherWeek")
        links = found(make.story(), request_)
        assert links["X"]["text"] == "#IHeartHIT #OtherWeek"

    def test_a_page_that_is_not_saved_has_none(self, request_):
        assert sharing.links(StoryPage(title="Not yet"), request_) == []


class TestTheSentence:
    """It belongs to the sender."""

    def test_without_consent_to_quote_only_the_hashtags_go(self, request_):
        assert found(make.story(), request_)["X"]["text"] == "#IHeartHIT #NHITWeek"

    def test_a_withdrawn_consent_to_quote_takes_it_back(self, request_):
        story = make.story(consents=EVERYTHING)
        story.submission.consents.filter(scope="social").update(withdrawn_at=timezone.now())
        assert "daughter" not in found(story, request_)["X"]["text"]

    def test_a_long_sentence_leaves_room_for_address_and_hashtag(self, request_):
        line = "#IHeartHIT because " + "a long sentence goes on and on " * 8
        story = make.story(consents=EVERYTHING, story_because=line[:280].strip())
        post = found(story, request_)["X"]["text"]
        assert text.count_characters(post) + 1 + sharing.X_ADDRESS <= sharing.X_LIMIT
        assert post.endswith("… #NHITWeek")


class TestTheReadyPost:
    """What a sender may post: both hashtags and the campaign's address, nothing of a story."""

    def test_it_names_both_hashtags_and_leads_to_the_campaign(self, request_, settings):
        settings.WAGTAILADMIN_BASE_URL = "https://stories.example.org"
        make.home_page()
        post = sharing.ready_post(request_)
        assert post.text.endswith("#IHeartHIT #NHITWeek")
        assert post.address == "https://stories.example.org/"
        assert len(post.text) <= post.room

    def test_each_network_gets_what_it_takes(self, request_):
        post = sharing.ready_post(request_)
        x, facebook, linkedin = (
            parse_qs(urlsplit(link.url).query) for link in (post.x, post.facebook, post.linkedin)
        )
        assert x == {"text": [post.text], "url": [post.address]}
        assert facebook == {
            "u": [post.address],
            "hashtag": ["#IHeartHIT"],
            "quote": [post.text],
        }
        assert linkedin["text"] == [f"{post.text} {post.address}"]

    def test_without_a_second_hashtag_there_is_one(self, request_):
        make.campaign_settings(week_hashtag="")
        assert sharing.ready_post(request_).hashtags == "#IHeartHIT"
