"""Flags in the text: no word gets lost and every mark sits where it belongs."""

from stories.admin.marks import Span, mark_paragraphs, merge_spans, place_span

TEXT = "Ivy was four.\n\nA nurse looked at a screen."


def words_of(paragraphs):
    return ["".join(piece.text for piece in pieces) for pieces in paragraphs]


class TestMarking:
    def test_a_text_without_flags_is_its_paragraphs(self):
        assert words_of(mark_paragraphs(TEXT)) == ["Ivy was four.", "A nurse looked at a screen."]

    def test_a_flag_splits_its_paragraph_in_three(self):
        pieces = mark_paragraphs(TEXT, [Span(8, 12, "An age", (1,))])[0]
        assert [(piece.text, bool(piece.span)) for piece in pieces] == [
            ("Ivy was ", False),
            ("four", True),
            (".", False),
        ]

    def test_a_flag_over_a_blank_line_is_marked_on_both_sides(self):
        paragraphs = mark_paragraphs(TEXT, [Span(8, 22, "Odd", (1,))])
        assert words_of(paragraphs) == ["Ivy was four.", "A nurse looked at a screen."]
        marked = [piece.text for pieces in paragraphs for piece in pieces if piece.span]
        assert marked == ["four.", "A nurse"]

    def test_overlapping_flags_become_one_with_both_reasons(self):
        merged = merge_spans([Span(4, 9, "Second", (2,)), Span(0, 5, "First", (1,))])
        assert merged == [Span(0, 9, "First Second", (1, 2))]

    def test_an_empty_text_has_no_paragraph(self):
        assert mark_paragraphs("  \n\n ") == []


class TestPlacing:
    def test_a_stretch_that_did_not_move_stays(self):
        assert place_span(TEXT, TEXT, 0, 3) == (0, 3)

    def test_a_stretch_that_moved_is_found(self):
        assert place_span("Ivy ran.", "Then Ivy ran.", 0, 3) == (5, 8)

    def test_a_stretch_that_is_gone_or_stands_twice_is_not_guessed(self):
        assert place_span("Ivy ran.", "She ran.", 0, 3) is None
        assert place_span("Ivy ran.", "So Ivy and Ivy ran.", 0, 3) is None

    def test_a_flag_without_a_place_has_none(self):
        assert place_span("Ivy", "Ivy", None, None) is None
        assert place_span("Ivy", "Ivy", 2, 40) is None
