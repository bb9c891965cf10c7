"""The posts on the thank-you page get the sender's own line from this tab, and from nowhere else."""

from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import expect

from tests.e2e.modules.conftest import ADDRESS

POSTS = """
<div data-posts data-hashtags="#IHeartHIT #NHITWeek" data-room="60" data-address="https://stories.example.org/">
  <textarea data-post-text>I told my story. #IHeartHIT #NHITWeek</textarea>
  <p data-post-long hidden>This is too long for X.</p>
  <button type="button" data-post-copy data-done="The text is copied." hidden>Copy words and address</button>
  <p role="status"></p>
  <a data-post-to href="https://x.com/intent/post?text=I+told+my+story.&url=https%3A%2F%2Fstories.example.org%2F">X</a>
</div>"""
CLIPBOARD = "Object.defineProperty(navigator, 'clipboard', {{ value: {} }})"


class Posts:
    """The page, and what stands in its post."""

    def __init__(self, page):
        self.page = page

    @property
    def text(self):
        return self.page.input_value("textarea")

    @property
    def link(self):
        """What the link to X carries."""
        address = self.page.locator("[data-post-to]").get_attribute("href")
        return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}

    def come_back_with(self, line):
        """Open the page again in a tab that holds a line."""
        self.page.evaluate("line => sessionStorage.setItem('because', line)", line)
        self.page.reload()


@pytest.fixture
def posts(open_page):
    return Posts(open_page(POSTS, "post.js"))


class TestLine:
    def test_without_one_the_post_stays_as_it_came(self, posts):
        assert posts.text == "I told my story. #IHeartHIT #NHITWeek"
        assert posts.link["text"] == posts.text

    def test_the_line_of_this_tab_takes_its_place_with_the_hashtag_it_lacks(self, posts):
        posts.come_back_with("#IHeartHIT because\n it  listens")
        assert posts.text == "#IHeartHIT because it listens #NHITWeek"
        assert posts.link == {"text": posts.text, "url": "https://stories.example.org/"}

    def test_a_hashtag_in_other_letters_is_not_named_twice(self, posts):
        posts.come_back_with("#ihearthit because of #nhitweek")
        assert posts.text == "#ihearthit because of #nhitweek"

    def test_an_empty_line_changes_nothing(self, posts):
        posts.come_back_with("  \n ")
        assert posts.text == "I told my story. #IHeartHIT #NHITWeek"

    def test_a_browser_without_storage_keeps_the_post_that_came(self, posts):
        posts.page.add_init_script(
            "Object.defineProperty(window, 'sessionStorage', { get() { throw new Error('no'); } })"
        )
        posts.page.goto(ADDRESS)
        assert posts.text == posts.link["text"] == "I told my story. #IHeartHIT #NHITWeek"


class TestTyping:
    def test_the_link_follows_what_is_typed(self, posts):
        posts.page.fill("textarea", "Nurses & 100 % of their charts: #1?")
        assert posts.link["text"] == "Nurses & 100 % of their charts: #1?"

    @pytest.mark.parametrize(("signs", "is_said"), [(60, False), (61, True)])
    def test_too_many_signs_are_said(self, posts, signs, is_said):
        # Outside of the first plane a sign is two units of the browser's, and still one.
        posts.page.fill("textarea", "𝒽" * signs)
        assert posts.page.locator("[data-post-long]").is_visible() == is_said


class TestCopying:
    def test_words_and_address_go_along_and_it_is_said(self, posts):
        posts.page.add_init_script(
            CLIPBOARD.format("{ writeText: async (words) => { window.copied = words; } }")
        )
        posts.page.goto(ADDRESS)
        posts.page.click("[data-post-copy]")
        expect(posts.page.locator("[role=status]")).to_have_text("The text is copied.")
        assert posts.page.evaluate("copied") == f"{posts.text} https://stories.example.org/"

    def test_a_browser_that_cannot_shows_no_button(self, posts):
        posts.page.add_init_script(CLIPBOARD.format("undefined"))
        posts.page.goto(ADDRESS)
        assert not posts.page.locator("[data-post-copy]").is_visible()

    def test_a_page_without_posts_is_left_alone(self, open_page):
        open_page("<p>Thank you</p>", "post.js")
