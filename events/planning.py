"""What appears where and when: every change of the public site that is planned or was made, in order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.models import Page, Revision, get_page_models
from wagtail.permissions import policy_registry

from cms import clock
from cms.models import BasePage, CampaignSettings
from cms.timed_blocks import timing_of_child
from events.models import Edition
from stories.models import Placement

SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
# More in one kind than this is more than anybody reads; the registers have all of it.
MOST = 200


@dataclass(frozen=True)
class Change:
    """One change of the public site.

    at: the aware moment. words: what happens. where: the page or the edition it happens on. url: where
    it is edited, "" for those who may not. move_url: where its moment is changed, "" if it cannot be.
    is_late: it should have happened and did not.
    """

    at: datetime
    words: str
    where: str = ""
    url: str = ""
    move_url: str = ""
    is_late: bool = False

    @property
    def is_midnight(self) -> bool:
        """Say whether it begins with its day, on the clock of the admin."""
        return timezone.localtime(self.at).time() == time()


@dataclass(frozen=True)
class PlannedWeek:
    """Seven days from a Monday on, with their changes; is_gap: to come, and nothing happens in it."""

    first: date
    changes: tuple[Change, ...]
    is_now: bool
    is_gap: bool

    @property
    def last(self) -> date:
        """Return its Sunday."""
        return self.first + 6 * DAY


def monday_of(day: date) -> date:
    """Return the Monday of the week that a day lies in."""
    return day - day.weekday() * DAY


def weeks(first: date, count: int, *, user, now: datetime) -> list[PlannedWeek]:
    """Return `count` weeks from the Monday of a day on, in the time zone of the admin.

    What a user may not edit is in it too, without a link: a gap would be no gap otherwise.
    """
    zone = timezone.get_current_timezone()
    first = monday_of(first)
    begin, end = (datetime.combine(day, time(), zone) for day in (first, first + count * WEEK))
    found = sorted(_changes(begin, end, user, now), key=lambda change: change.at)
    today = timezone.localdate(now)
    planned = []
    for number in range(count):
        monday = first + number * WEEK
        inside = tuple(
            change for change in found if monday <= timezone.localdate(change.at) < monday + WEEK
        )
        is_now = monday <= today < monday + WEEK
        planned.append(PlannedWeek(monday, inside, is_now, monday > today and not inside))
    return planned


def _changes(begin, end, user, now) -> Iterator[Change]:
    yield from _editions(begin, end, user)
    yield from _going_live(begin, end, user, now)
    yield from _coming_down(begin, end, user, now)
    yield from _parts(begin, end, user)
    yield from _placements(begin, end)
    yield from _banners(begin, end, user)


def _editions(begin, end, user):
    for edition in Edition.objects.prefetch_related("day_questions"):
        may_edit = user.has_perm("events.change_edition")
        viewset = Edition.snippet_viewset
        url = reverse(viewset.get_url_name("edit"), args=[edition.pk]) if may_edit else ""
        days = {edition.starts_on: "The week begins", edition.ends_on + DAY: "The week is over"}
        for day, words in days.items():
            at = _midnight(day, edition.time_zone)
            if begin <= at < end:
                yield Change(at, words, str(edition), url)
        for row in edition.day_questions.all():
            at = _midnight(row.day, edition.time_zone)
            if begin <= at < end:
                yield Change(at, f"Question of the day: {row.question}", str(edition), url)


def _going_live(begin, end, user, now):
    scheduled = Revision.page_revisions.filter(
        approved_go_live_at__gte=begin, approved_go_live_at__lt=end
    ).order_by("approved_go_live_at")[:MOST]
    due = {int(revision.object_id): revision.approved_go_live_at for revision in scheduled}
    pages = Page.objects.specific(defer=True).in_bulk(due)
    for pk, at in due.items():
        if page := pages.get(pk):
            words = "New words go live" if page.live else "Goes live"
            may_publish = page.permissions_for_user(user).can_publish()
            move_url = reverse("calendar_move", args=[pk]) if may_publish and at > now else ""
            yield _of_page(page, at, words, user, move_url=move_url, is_late=at <= now)


def _coming_down(begin, end, user, now):
    pages = Page.objects.live().filter(expire_at__gte=begin, expire_at__lt=end)
    for page in pages.order_by("expire_at").specific(defer=True)[:MOST]:
        is_late = page.expire_at <= now
        yield _of_page(page, page.expire_at, "Comes down", user, is_late=is_late)


def _parts(begin, end, user):
    """Yield when parts of live pages begin and stop to show."""
    turns = [
        _midnight(day, edition.time_zone)
        for edition in Edition.objects.all()
        for day in (edition.starts_on, edition.ends_on + DAY)
    ]
    models = [model for model in get_page_models() if issubclass(model, BasePage)]
    for model in models:
        streams = [field for field in model._meta.get_fields() if isinstance(field, StreamField)]
        for page in model.objects.live() if streams else ():
            for stream in streams:
                for child in getattr(page, stream.name):
                    for at, verb in _edges(page, timing_of_child(child), turns):
                        if begin <= at < end:
                            yield _of_page(page, at, f"{_name_of(child)} {verb}", user)


def _edges(page, timing, turns):
    """Yield the moments at which a part begins or stops to show, each with the verb for it.

    turns: the moments at which the phase of any edition changes. Which edition a page follows may
    change too, so the page itself is asked, a second before and at each moment.
    """
    if timing.is_always:
        return
    own = [_midnight(day, _standing(page, _noon(day)).zone) for day in timing.edges]
    for at in sorted({*own, *(turns if timing.phases else ())}):
        was, comes = (timing.shows(_standing(page, moment)) for moment in (at - SECOND, at))
        if was != comes:
            yield at, "begins to show" if comes else "stops showing"


def _standing(page, moment):
    with clock.as_of(moment):
        return page.get_standing()


def _placements(begin, end):
    inside = Q(at__gte=begin, at__lt=end) | Q(removed_at__gte=begin, removed_at__lt=end)
    rows = Placement.objects.filter(inside).select_related("story", "page")
    for row in rows.order_by("-at")[:MOST]:
        url = reverse("stories_place", args=[row.story.submission_id])
        where = f"{row.page.draft_title}, {row.slot_name}"
        if begin <= row.at < end:
            yield Change(row.at, f"“{row.story.draft_title}” was placed", where, url)
        if row.removed_at and begin <= row.removed_at < end:
            words = f"“{row.story.draft_title}” was taken out"
            yield Change(row.removed_at, words, where, url)


def _banners(begin, end, user):
    """Yield when the banners of the sites come and go."""
    policy = policy_registry.get_by_type(CampaignSettings)
    zone = timezone.get_default_timezone_name()
    for campaign in CampaignSettings.objects.filter(banner_is_on=True).select_related("site"):
        may_edit = policy.user_has_permission_for_instance(user, "change", campaign)
        place = ["cms", "campaignsettings", campaign.site_id]
        url = reverse("wagtailsettings:edit", args=place) if may_edit else ""
        first, last = campaign.banner_first_day, campaign.banner_last_day
        for day, verb in ((first, "begins to show"), (last and last + DAY, "stops showing")):
            if day and begin <= (at := _midnight(day, zone)) < end:
                yield Change(at, f"Banner “{campaign.banner_text}” {verb}", str(campaign), url)


def _of_page(page, at, words, user, **changes):
    may_edit = page.permissions_for_user(user).can_edit()
    url = reverse("wagtailadmin_pages:edit", args=[page.pk]) if may_edit else ""
    return Change(at, words, page.get_admin_display_title(), url, **changes)


def _name_of(child):
    heading = child.value.get("heading") or child.value.get("text") or ""
    label = str(child.block.label)
    return f"{label} “{heading}”" if isinstance(heading, str) and heading else label


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone))


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)
