"""Loads the whole demo, all of it or nothing, and takes it away again."""

from django.db import transaction
from django.utils import timezone
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from home.demo import desk, people, tree
from stories.models import Submission


def is_empty():
    """Say whether the site holds no more than the landing page that the migrations make."""
    return not Submission.objects.exists() and not Page.objects.filter(depth__gt=2).exists()


def load(*, with_passwords, now=None):
    """Load what is missing of the demo. Return how many stories came in; a second time that is 0.

    Nothing that is there is changed. Raises people.NameTaken. One transaction, so that a run that
    is interrupted does not leave half a site; no mail is written.
    """
    now = now or timezone.now()
    pictures = desk.clean_pictures()
    with transaction.atomic():
        former = list(Redirect.objects.values_list("pk", flat=True))
        team = people.make_accounts(with_passwords=with_passwords)
        editor = team[desk.EDITORS]
        desk.make_topics()
        pages = tree.build_pages(user=editor, now=now)
        keys = desk.load_stories(
            forms=tree.forms_of(pages), pictures=pictures, people=team, now=now
        )
        desk.place_stories(keys, pages, user=editor, now=now)
        # Pages got their addresses while they were made; no visitor ever had another one.
        Redirect.objects.filter(automatically_created=True).exclude(pk__in=former).delete()
    return len(keys)
