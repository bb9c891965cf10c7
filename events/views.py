"""Calendar files of what is public: the week, its whole program, one activity."""

import hashlib

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import http_date
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from events import calendar_files, ical
from events.activities import Activity
from events.models import EventPage

# Calendars ask again by themselves; a change reaches them with the next asking.
FRESH_SECONDS = 60


@require_safe
def week_calendar(request, uid):
    """Answer with the week as one entry of whole days."""
    page = _public_page(edition__uid=uid)
    return _answer(request, [calendar_files.week_entry(page)], name=str(page.edition))


@require_safe
def programme_calendar(request, uid):
    """Answer with the week and every activity on its program."""
    page = _public_page(edition__uid=uid)
    name = f"{page.edition}: program"
    return _answer(request, calendar_files.programme_entries(page), name=name)


@require_safe
def activity_calendar(request, uid):
    """Answer with one activity of a week whose page is public."""
    activity = get_object_or_404(Activity.objects.public().for_programme(), uid=uid)
    page = _public_page(edition=activity.edition_id)
    return _answer(request, [calendar_files.activity_entry(activity, page)], name=activity.title)


def _public_page(**of_edition):
    """Return the page of a week that everybody may read, or raise Http404."""
    page = EventPage.objects.live().public().filter(**of_edition).select_related("edition").first()
    if page is None:
        raise Http404("This week has no public page.")
    return page


def _answer(request, entries, *, name):
    """Return a calendar file, or 304 for a calendar that has it already."""
    content = ical.write(entries, name=name)
    changed_at = max(entry.changed_at for entry in entries)
    response = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    filename = slugify(name)[:60] or "calendar"
    response["Content-Disposition"] = f'attachment; filename="{filename}.ics"'
    response["ETag"] = f'"{hashlib.sha256(content).hexdigest()[:32]}"'
    response["Last-Modified"] = http_date(changed_at.timestamp())
    patch_cache_control(response, public=True, max_age=FRESH_SECONDS)
    # By the content alone: the name of a partner or of a kind can change without a new date.
    return get_conditional_response(request, etag=response["ETag"], response=response)
