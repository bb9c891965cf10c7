"""Calendar files are read back as they were meant, and their bytes keep RFC 5545."""

import uuid
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from icalendar import Calendar

from events import ical, times

UID = uuid.UUID("7a8f5a34-0bd0-4f6b-8f3c-9b9a2f3f0d11")
CHANGED = datetime(2026, 9, 1, 12, 30, tzinfo=UTC)
NEW_YORK, KOLKATA = "America/New_York", "Asia/Kolkata"
# Signs that a text of a calendar has to escape or fold, and none that it may not hold.
TEXTS = st.text(st.sampled_from("ab ;,\\:\n\"'é漢😀👩‍⚕️"), max_size=400).map(str.strip)


def entry(**changes):
    given = {
        "uid": UID,
        "title": "The only copy",
        "span": times.span_of(date(2026, 9, 23), time(10), time(11, 30), None, NEW_YORK),
        "changed_at": CHANGED,
    }
    return ical.Entry(**{**given, **changes})


def whole_days(first, last, zone=NEW_YORK):
    return times.span_of(first, None, None, last, zone)


def read(*entries):
    """Return the events of a file, read by the library, and its bytes."""
    content = ical.write(entries, name="The week")
    return [*Calendar.from_ical(content).walk("VEVENT")], content


def lines(content):
    """Return the content lines of a file, unfolded, after a look at how they are folded."""
    assert content.endswith(b"\r\n")
    physical = content.split(b"\r\n")[:-1]
    assert all(len(line) <= 75 for line in physical)
    assert not any(b"\n" in line or b"\r" in line for line in physical)
    for line in physical:
        # No letter is cut in two: mail programs read each line by itself.
        line.decode()
    return content.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


class TestOneEvent:
    def test_it_is_read_back(self):
        (event,), content = read(
            entry(
                text="Two caregivers; one binder, and more.\nCome, or listen.",
                place="Online",
                url="https://example.org/only,copy",
                kind="Webinar",
                sequence=3,
            )
        )
        assert event["uid"] == str(UID)
        assert event["summary"] == "The only copy"
        assert event["sequence"] == 3
        assert event["dtstart"].dt == datetime(2026, 9, 23, 14, tzinfo=UTC)
        assert event["dtend"].dt == datetime(2026, 9, 23, 15, 30, tzinfo=UTC)
        assert event["dtstart"].params["TZID"] == NEW_YORK
        assert event["dtstamp"].dt == event["last-modified"].dt == CHANGED
        assert event["description"] == "Two caregivers; one binder, and more.\nCome, or listen."
        assert event["location"] == "Online"
        assert event["url"] == "https://example.org/only,copy"
        assert event["categories"].cats == ["Webinar"]
        assert event["status"] == "CONFIRMED"

    def test_its_bytes_keep_the_format(self):
        _, content = read(entry(text="a;b,c\\d\ne" + "é漢😀" * 40, kind="Webinar, big"))
        found = lines(content)
        assert found[0] == "BEGIN:VCALENDAR" and found[-1] == "END:VCALENDAR"
        assert found.count("VERSION:2.0") == 1
        assert sum(line.startswith("PRODID:-//") for line in found) == 1
        assert not any(line.startswith("METHOD") for line in found)
        assert "DTSTART;TZID=America/New_York:20260923T100000" in found
        assert "DTSTAMP:20260901T123000Z" in found
        assert "DESCRIPTION:a\\;b\\,c\\\\d\\ne" + "é漢😀" * 40 in found
        assert "CATEGORIES:Webinar\\, big" in found

    def test_the_zone_stands_in_the_file_before_it_is_used(self):
        _, content = read(entry())
        found = lines(content)
        assert found.index("TZID:America/New_York") < found.index("BEGIN:VEVENT")

    def test_what_was_called_off_says_so(self):
        (event,), _ = read(entry(is_called_off=True))
        assert event["status"] == "CANCELLED"

    def test_the_same_entry_gives_the_same_bytes(self):
        assert read(entry())[1] == read(entry())[1]

    @settings(max_examples=60, deadline=None)
    @given(title=TEXTS.filter(bool), text=TEXTS)
    def test_whatever_is_written_comes_back(self, title, text):
        title = title.replace("\n", " ")
        (event,), content = read(entry(title=title, text=text))
        lines(content)
        assert event["summary"] == title
        assert event.get("description", "") == text


class TestWholeDays:
    @pytest.mark.parametrize(
        ("first", "last", "written"),
        [
            (date(2026, 9, 23), date(2026, 9, 27), ("20260923", "20260928")),
            (date(2026, 12, 29), date(2027, 1, 2), ("20261229", "20270103")),
            (date(2028, 2, 25), date(2028, 2, 29), ("20280225", "20280301")),
            (date(2026, 10, 30), date(2026, 11, 1), ("20261030", "20261102")),
        ],
        ids=["a week", "across New Year", "to a leap day", "to a change of the clocks"],
    )
    @pytest.mark.parametrize("zone", [NEW_YORK, KOLKATA])
    def test_the_end_is_the_day_after_the_last(self, first, last, written, zone):
        (event,), content = read(entry(span=whole_days(first, last, zone), is_busy=False))
        found = lines(content)
        assert f"DTSTART;VALUE=DATE:{written[0]}" in found
        assert f"DTEND;VALUE=DATE:{written[1]}" in found
        assert event["dtend"].dt == last + timedelta(days=1)
        assert event["transp"] == "TRANSPARENT"
        # Days have no zone.
        assert "BEGIN:VTIMEZONE" not in found


class TestZones:
    @pytest.mark.parametrize(
        ("zone", "day", "starts", "ends", "moments"),
        [
            (KOLKATA, date(2026, 9, 23), time(10), time(11), ("04:30", "05:30")),
            (NEW_YORK, date(2026, 11, 1), time(0, 30), time(3), ("04:30", "08:00")),
            (NEW_YORK, date(2026, 3, 8), time(1, 30), time(3), ("06:30", "07:00")),
            (NEW_YORK, date(2028, 2, 29), time(9), time(10), ("14:00", "15:00")),
            (NEW_YORK, date(2026, 12, 31), time(22), time(1), ("03:00", "06:00")),
        ],
        ids=["half hours", "clocks back", "clocks forward", "leap day", "into the new year"],
    )
    def test_the_moments_are_right(self, zone, day, starts, ends, moments):
        (event,), _ = read(entry(span=times.span_of(day, starts, ends, None, zone)))
        found = [event[name].dt.astimezone(UTC) for name in ("dtstart", "dtend")]
        assert tuple(f"{moment:%H:%M}" for moment in found) == moments

    def test_each_zone_is_described_once(self):
        there = times.span_of(date(2026, 9, 23), time(10), time(11), None, KOLKATA)
        _, content = read(entry(), entry(uid=uuid.uuid4()), entry(uid=uuid.uuid4(), span=there))
        found = lines(content)
        zones = sorted(line for line in found if line.startswith("TZID:"))
        assert zones == [f"TZID:{NEW_YORK}", f"TZID:{KOLKATA}"]
        assert found.count("BEGIN:VEVENT") == 3

    @settings(max_examples=40, deadline=None)
    @given(
        day=st.dates(date(2020, 1, 1), date(2036, 1, 1)),
        starts=st.times().map(lambda at: at.replace(microsecond=0, fold=0)),
        minutes=st.integers(1, 24 * 60 - 1),
        zone=st.sampled_from([NEW_YORK, KOLKATA, "Pacific/Auckland", "Europe/Berlin"]),
    )
    def test_any_hour_comes_back_as_the_same_moment(self, day, starts, minutes, zone):
        ends = (datetime.combine(day, starts) + timedelta(minutes=minutes)).time()
        span = times.span_of(day, starts, ends, None, zone)
        (event,), content = read(entry(span=span))
        lines(content)
        for name, moment in (("dtstart", span.starts), ("dtend", span.ends)):
            written = event[name].dt.replace(tzinfo=None)
            assert written == moment.replace(tzinfo=None)
            assert written.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) == moment.astimezone(UTC)
