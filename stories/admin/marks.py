"""Flags drawn into the text they were found in: spans become paragraphs of plain and marked pieces."""

import re
from dataclasses import dataclass

PARAGRAPH_BREAK = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Span:
    """One flagged stretch of a text: half-open, in code points; ids are those of the flags."""

    start: int
    end: int
    reason: str
    ids: tuple = ()


@dataclass(frozen=True)
class Piece:
    """A stretch of a paragraph; span is None where nothing was flagged."""

    text: str
    span: Span | None = None


def place_span(sent, shown, start, end):
    """Return where a stretch of the text as sent lies in the text as shown, or None if it is gone.

    The stretch is looked for at its own place first, then at its only other occurrence.
    """
    if start is None or end is None or not 0 <= start < end <= len(sent):
        return None
    words = sent[start:end]
    if shown[start:end] == words:
        return start, end
    if words.strip() and shown.count(words) == 1:
        found = shown.index(words)
        return found, found + len(words)
    return None


def merge_spans(spans):
    """Return the spans in order, those that overlap joined into one that gives every reason once."""
    merged = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if merged and span.start < merged[-1].end:
            last = merged[-1]
            reasons = [last.reason, *([] if span.reason in last.reason else [span.reason])]
            merged[-1] = Span(
                last.start, max(last.end, span.end), " ".join(reasons), last.ids + span.ids
            )
        else:
            merged.append(span)
    return merged


def mark_paragraphs(text, spans=()):
    """Return the paragraphs of a plain text, each a list of Pieces that together hold all its words.

    A span that runs over a blank line is marked in every paragraph that it touches.
    """
    paragraphs = []
    start = 0
    breaks = [(match.start(), match.end()) for match in PARAGRAPH_BREAK.finditer(text)]
    for end, next_start in [*breaks, (len(text), len(text))]:
        if text[start:end].strip():
            paragraphs.append(_pieces(text, start, end, merge_spans(spans)))
        start = next_start
    return paragraphs


def _pieces(text, start, end, spans):
    pieces, here = [], start
    for span in spans:
        first, last = max(span.start, here), min(span.end, end)
        if first >= last:
            continue
        if first > here:
            pieces.append(Piece(text[here:first]))
        pieces.append(Piece(text[first:last], span))
        here = last
    if here < end:
        pieces.append(Piece(text[here:end]))
    return pieces
