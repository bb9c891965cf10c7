"""Reads the captions of a video as people write or export them, and writes them anew as plain WebVTT."""

import html
import re
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

MOST_CUES = 400
LONGEST_CUE = 500
LONGEST_CAPTIONS = 40_000
# The last caption may stand a moment longer than the film.
_GRACE = 1.0

# WebVTT (W3C) writes 00:01.500, SubRip 00:00:01,500.
_TIME = r"(?:(\d{1,4}):)?([0-5]?\d):([0-5]\d)[.,](\d{1,3})"
_TIMES = re.compile(rf"{_TIME}[ \t]*-->[ \t]*{_TIME}(?:[ \t].*)?")
_LOOKS_LIKE_TIMES = re.compile(r".*-+>.*")
_SPEAKER = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]{1,80})>")
_TAG = re.compile(r"</?[a-z0-9][a-z0-9.:]*(?:\s[^<>]*)?>|</>|\{\\[^}]*\}", re.IGNORECASE)
_SKIPPED = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_HOW = _(
    "Captions need the words and their times, like this: "
    "00:01.000 --> 00:04.000, and the words on the next line."
)


class CaptionsRefused(Exception):
    """The text is no captions; `message` says what is wrong, where, and how to go on."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Cue:
    """Words that show from one time to another, both in seconds."""

    start: float
    end: float
    words: str


def read_captions(text: str, *, longest: float | None = None) -> str:
    """Return the captions in `text`, WebVTT or SubRip, as WebVTT with times and words and nothing else.

    Colors, places, notes and styles are dropped; a speaker's name stands before the words. `longest`
    is the length of the film in seconds, where it is known. Raises CaptionsRefused.
    """
    cues = read_cues(text)
    if longest is not None and cues[-1].end > longest + _GRACE:
        raise CaptionsRefused(
            gettext(
                "The captions end at {end}, but the video is over at {longest}. Check the times."
            ).format(end=_clock(cues[-1].end), longest=_clock(longest))
        )
    blocks = [f"{_clock(cue.start)} --> {_clock(cue.end)}\n{_escape(cue.words)}" for cue in cues]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def read_cues(text: str) -> list[Cue]:
    """Return the cues of WebVTT or SubRip captions in order. Raises CaptionsRefused."""
    if len(text) > LONGEST_CAPTIONS:
        raise CaptionsRefused(
            gettext(
                "These captions are too long for a video of 60 seconds. Check that it is the right file."
            )
        )
    if "->" not in text and _has_words(text):
        raise CaptionsRefused(
            gettext(
                "These words have no times, so they are a transcript. Put them there, and leave the "
                "captions empty if you have none. {how}"
            ).format(how=_HOW)
        )
    lines = re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff").strip())
    cues: list[Cue] = []
    for number, block in _blocks(lines):
        if cue := _read_block(number, block):
            if cues and cue.start < cues[-1].start:
                raise CaptionsRefused(
                    gettext(
                        "The captions are out of order at line {number}: {time} comes "
                        "after a later time. Put them in the order of the film."
                    ).format(number=number, time=_clock(cue.start))
                )
            cues.append(cue)
    if not cues:
        raise CaptionsRefused(gettext("We found no captions in this text. {how}").format(how=_HOW))
    if len(cues) > MOST_CUES:
        raise CaptionsRefused(
            gettext("There are {count} captions. We can take {most}. Join short ones.").format(
                count=len(cues), most=MOST_CUES
            )
        )
    return cues


def _has_words(text: str) -> bool:
    rest = re.sub(r"\A\ufeff?WEBVTT.*|^NOTE.*", "", text, flags=re.MULTILINE)
    return bool(rest.strip())


def _blocks(lines):
    """Yield (line number, lines) of what stands between empty lines."""
    start, block = 1, []
    for number, line in enumerate([*lines, ""], start=1):
        if line.strip():
            start = start if block else number
            block.append(line)
        elif block:
            yield start, block
            block = []


def _read_block(number: int, block: list[str]) -> Cue | None:
    """Return the cue of one block, or None for a header, a note, or a cue without words."""
    if number == 1 and block[0].startswith("WEBVTT"):
        # Some programs leave no empty line below it.
        block = block[1:]
        number += 1
        while block and "-->" not in block[0]:
            block, number = block[1:], number + 1
    if not block or _SKIPPED.match(block[0]):
        return None
    # A first line without times is the name or the number of the cue.
    at = next((at for at, line in enumerate(block[:2]) if _LOOKS_LIKE_TIMES.fullmatch(line)), None)
    if at is None:
        raise CaptionsRefused(
            gettext("Line {number} has words without a time: “{words}”. {how}").format(
                number=number, words=_short(block[0]), how=_HOW
            )
        )
    times = _TIMES.fullmatch(block[at].strip())
    if not times:
        raise CaptionsRefused(
            gettext("We cannot read the time in line {number}: “{words}”. {how}").format(
                number=number + at, words=_short(block[at]), how=_HOW
            )
        )
    start, end = _seconds(times.groups()[:4]), _seconds(times.groups()[4:])
    if end <= start:
        raise CaptionsRefused(
            gettext(
                "The caption in line {number} ends before it begins. Check its two times."
            ).format(number=number + at)
        )
    words = _clean("\n".join(block[at + 1 :]))
    if len(words) > LONGEST_CUE:
        raise CaptionsRefused(
            gettext(
                "The caption below line {number} has more than {longest} characters. "
                "Nobody can read that in time. Split it."
            ).format(number=number + at, longest=LONGEST_CUE)
        )
    return Cue(start, end, words) if words else None


def _clean(words: str) -> str:
    """Return the words alone: tags and codes taken out, speakers named."""
    words = _SPEAKER.sub(lambda found: f"{found[1].strip()}: ", words)
    words = html.unescape(_TAG.sub("", words))
    lines = [" ".join(_CONTROL.sub("", line).split()) for line in words.split("\n")]
    return "\n".join(line for line in lines if line)


def _escape(words: str) -> str:
    return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _seconds(parts) -> float:
    hours, minutes, seconds, fraction = parts
    whole = int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)
    return whole + int(fraction.ljust(3, "0")) / 1000


def _clock(seconds: float) -> str:
    """Return 63.5 as "00:01:03.500"."""
    milliseconds = round(seconds * 1000)
    minutes, milliseconds = divmod(milliseconds, 60_000)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{milliseconds // 1000:02}.{milliseconds % 1000:03}"


def _short(line: str) -> str:
    line = " ".join(line.split())
    return line if len(line) <= 40 else line[:39] + "…"
