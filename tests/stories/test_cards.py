"""Cards: what they print, that neighbours differ, that a list of fifty costs what a list of one does."""

import re
from html import unescape

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms import picture_sizes
from stories import cards, hearts
from stories.models import StoryPage
from stories.showing import Surface
from tests import make


class TestMoods:
    """Colours that stay, and that never stand beside themselves."""

    def test_a_mood_is_the_same_in_every_process(self):
        # Written down, because Python's own hash of a text differs from process to process.
        known = ["violet", "honey", "tide", "violet", "tide", "rose", "tide", "tide"]
        assert [cards.mood_of(pk) for pk in range(1, 9)] == known

    def test_every_mood_is_used_about_as_often(self):
        counts = [sum(cards.mood_of(pk) == mood for pk in range(1000)) for mood in cards.MOODS]
        assert min(counts) > 150

    def test_none_of_three_neighbours_has_the_same_mood(self):
        for start in range(200):
            moods = cards.spread_moods(list(range(start, start + 40)))
            for at, mood in enumerate(moods):
                assert mood not in moods[max(0, at - cards.NEIGHBOURS) : at]

    def test_the_first_story_keeps_its_own(self):
        assert cards.spread_moods([7]) == [cards.mood_of(7)]

    def test_the_same_list_gets_the_same_moods(self):
        pks = [4, 4, 4, 9, 12]
        assert cards.spread_moods(pks) == cards.spread_moods(pks)


@pytest.mark.django_db
class TestQuotes:
    """The line on the card."""

    def page(self, **texts):
        return StoryPage(title="A title", **texts)

    def test_the_hashtag_goes_and_the_first_letter_is_a_capital(self):
        page = self.page(because="#IHeartHIT because I stopped.")
        assert cards.quote_of(page) == "Because I stopped."

    def test_a_story_without_a_line_quotes_its_title(self):
        assert cards.quote_of(self.page()) == "A title"

    @pytest.mark.parametrize(
        ("length", "size"), [(57, "large"), (58, "medium"), (85, "medium"), (86, "small")]
    )
    def test_the_size_follows_the_length(self, length, size):
        assert cards.size_of("x" * length) == size


@pytest.mark.django_db
class TestCards:
    """Cards of real stories."""

    def read(self):
        return cards.make_cards(StoryPage.objects.showable(Surface.LIST).for_cards().order_by("pk"))

    def test_a_card_holds_what_the_template_prints(self):
        story = make.story(story_video="https://vimeo.com/76979871", is_sample=True)
        [card] = self.read()
        assert card.story == story and card.url == f"/stories/{story.slug}/"
        assert card.quote == "Because my daughter’s record spoke when she could not."
        assert card.quote_size == "large" and card.mood == cards.mood_of(story.pk)
        assert card.teller == "Renee" and card.teller_note == "Ivy’s mom, baker. Dayton, Ohio"
        assert card.has_video and card.is_sample and card.picture is None
        assert card.heart == card.heart_svg and card.heart.startswith("<svg")

    def test_a_nameless_story_says_so(self):
        make.story(story_name_shown="none")
        assert self.read()[0].teller == "Anonymous"

    def test_words_that_nobody_agreed_to_are_left_out(self):
        story = make.story()
        StoryPage.objects.filter(pk=story.pk).update(because="#IHeartHIT because we sell things.")
        assert self.read() == []

    def test_many_cards_link_to_heart_files(self):
        story = make.story()
        many = [StoryPage.objects.for_cards().get(pk=story.pk)] * (cards.MOST_INLINE + 1)
        card = cards.make_cards(many)[0]
        assert card.heart_svg == "" and card.heart.startswith('<img class="heart"')
        assert f"/heart/{story.pk}.svg?v={story.text_hash[:8]}&amp;mood=" in card.heart

    def test_the_heart_beside_a_picture_comes_in_the_colors_of_the_page(self, client):
        story = make.story(picture=make.picture())
        many = [StoryPage.objects.for_cards().get(pk=story.pk)] * (cards.MOST_INLINE + 1)
        heart = unescape(cards.make_cards(many)[0].heart)
        dark, light = re.findall(r'(?:srcset|src)="([^"]+)"', heart)
        assert heart.index(dark) < heart.index("(prefers-color-scheme: dark)") < heart.index(light)
        for address, wanted in ((light, "#c2124a"), (dark, "#ff7a93")):
            assert f'stroke="{wanted}"' in client.get(address).content.decode()

    def test_cards_with_pictures_stand_between_colours_without_changing_them(self):
        plain = [make.story() for _ in range(4)]
        pictured = make.story(picture=make.picture())
        alone = cards.make_cards(
            list(StoryPage.objects.for_cards().exclude(pk=pictured.pk).order_by("pk"))
        )
        mixed = StoryPage.objects.for_cards().in_bulk()
        order = [plain[0], pictured, plain[1], pictured, plain[2], plain[3]]
        among = cards.make_cards([mixed[story.pk] for story in order])
        moods = {card.story.pk: card.mood for card in alone}
        assert [card.mood for card in among if not card.picture] == [moods[s.pk] for s in plain]

    def test_two_lists_on_one_page_draw_with_different_ids(self):
        make.story()
        stories = list(StoryPage.objects.for_cards())
        one, two = (cards.make_cards(stories, key=key)[0].heart for key in ("wall", "latest"))
        assert one != two

    def test_fifty_cards_cost_as_many_queries_as_one(self):
        make.story(picture=make.picture())
        self.read()
        with CaptureQueriesContext(connection) as one:
            assert len(self.read()) == 1
        for number in range(49):
            make.story(picture=make.picture(600, 315) if number % 10 == 0 else None)
        with CaptureQueriesContext(connection) as fifty:
            made = self.read()
            assert len([card.heart for card in made]) == 50
        assert len(fifty) == len(one)

    def test_pictures_of_cards_cost_no_query_of_their_own(self):
        for _ in range(3):
            page = make.story(picture=make.picture())
            picture_sizes.make_ahead.call(page.picture_id, ["square"])
        made = self.read()
        # What was kept in memory would hide that a row is asked for.
        caches["default"].clear()
        with CaptureQueriesContext(connection) as asked:
            shown = [str(picture_sizes.show(card.picture, "square", {"alt": ""})) for card in made]
        assert len(shown) == 3 and all("image/avif" in markup for markup in shown)
        assert not asked.captured_queries

    def test_an_inline_heart_is_light(self):
        make.story(story_happened="word " * 250)
        assert len(self.read()[0].heart_svg) < 2600
        assert hearts.CARD_RINGS == 8
