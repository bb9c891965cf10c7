"""Hearts in templates: which drawing a page gets, and how large a because line stands."""

from datetime import date
from types import SimpleNamespace

from stories.templatetags import heart_tags

STORY = SimpleNamespace(story_text="I had her shoes in my hand.", because="#IHeartHIT because.")


def day(number, *, is_past=False, is_today=False):
    return {"day": date(2026, 9, number), "is_past": is_past, "is_today": is_today}


class TestHeart:
    def test_speaks_only_when_it_has_a_title(self):
        assert 'aria-hidden="true"' in heart_tags.story_heart(STORY)
        assert 'role="img"' in heart_tags.story_heart(STORY, title="A heart")

    def test_ring_of_the_because_line_stands_alone(self):
        assert heart_tags.because_ring(STORY).count("<use") == 1

    def test_quiet_heart_lacks_a_ring_and_empty_heart_has_no_words(self):
        assert "heart__story" in heart_tags.quiet_heart()
        assert "stroke-dasharray" not in heart_tags.empty_heart()


class TestWeekHeart:
    def test_lights_the_days_that_have_come(self):
        week = [day(21, is_past=True), day(22, is_today=True), day(23)]
        drawing = heart_tags.week_heart(week)
        assert drawing.count("heart__past") == 1
        assert drawing.count("heart__today") == 1
        assert drawing.count("heart__next") == 1

    def test_stays_unlit_while_there_are_no_days(self):
        assert heart_tags.week_heart(None).count("heart__next") == 5


class TestLineSize:
    def test_longer_lines_stand_smaller(self):
        assert heart_tags.line_size("a" * 70) == "large"
        assert heart_tags.line_size("a" * 71) == "medium"
        assert heart_tags.line_size("a" * 141) == "small"
        assert heart_tags.line_size("") == "large"
