"""Editors limit a block to phases and days in its settings; what was saved before has none and shows."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from wagtail.blocks import StreamBlock

from cms.blocks import HeadingBlock, RunningTextBlock, generic_blocks
from cms.timed_blocks import WhenBlock, timing_of_child
from cms.timing import Phase, Timing


def stream(*raw):
    """Return the typed value of a stream of generic blocks, from what the database holds."""
    block = StreamBlock(generic_blocks())
    return block.to_python([{"type": kind, "value": value} for kind, value in raw])


class TestTheSettings:
    def test_are_apart_from_what_the_block_says(self):
        layout = HeadingBlock().meta.form_layout
        assert (layout.children, layout.settings) == (["text"], ["when"])

    def test_say_when_the_block_shows(self):
        when = {"phases": ["during"], "first_day": "2026-09-23", "last_day": None}
        (child,) = stream(("heading", {"text": "Today", "when": when}))
        assert timing_of_child(child) == Timing(frozenset({Phase.DURING}), first=date(2026, 9, 23))

    def test_refuse_a_last_day_before_the_first(self):
        block = WhenBlock()
        value = block.to_python({"first_day": "2026-09-23", "last_day": "2026-09-22"})
        with pytest.raises(ValidationError) as refusal:
            block.clean(value)
        assert "Choose a later day." in str(refusal.value.block_errors["last_day"])

    def test_take_one_day(self):
        block = WhenBlock()
        block.clean(block.to_python({"first_day": "2026-09-23", "last_day": "2026-09-23"}))


class TestWhatWasSavedBefore:
    def test_shows_always(self):
        for child in stream(("heading", {"text": "Old"}), ("text", "<p>Old</p>")):
            assert timing_of_child(child).is_always

    def test_running_text_that_was_text_alone_is_read(self):
        (child,) = stream(("text", "<p>Old</p>"))
        assert "<p>Old</p>" in child.render()
        assert child.block.get_prep_value(child.value)["text"] == "<p>Old</p>"

    def test_running_text_is_written_as_before_by_those_who_build_pages(self):
        block = RunningTextBlock()
        assert str(block.normalize("<p>New</p>")["text"].source) == "<p>New</p>"
