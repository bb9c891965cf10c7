"""Stories that may not show beside one that may, for the tests of every surface that takes stories along."""

from datetime import timedelta

from django.utils import timezone
from wagtail.models import PageViewRestriction

from stories import moderation
from stories.models import StoryPage
from tests import make
from tests.stories.unsealing import unsealed

HIDDEN = ("draft", "withdrawn", "lapsed", "expired", "private", "unagreed")


def word_of(name):
    """Return the word that stands in the title and in every text of one of the stories."""
    return f"quokka{name}"


def story(name, **changes):
    """Return a story that holds its own word wherever words are printed."""
    word = word_of(name)
    return make.story(
        story_title=f"A {word} title",
        story_happened=f"It was the {word} that helped.",
        story_because=f"#IHeartHIT because of {word}.",
        **changes,
    )


def rows():
    """Return stories by name: "public" may show, those of HIDDEN may not, each for a reason of its own.

    The hidden ones were all public once, but for the draft.
    """
    made = {name: story(name, live=name != "draft") for name in ("public", *HIDDEN)}
    moderation.withdraw(made["withdrawn"].submission)
    yesterday = timezone.localdate() - timedelta(days=1)
    with unsealed():
        made["lapsed"].submission.consents.update(expires_on=yesterday)
    long_ago = timezone.now() - timedelta(days=1)
    StoryPage.objects.filter(pk=made["expired"].pk).update(expire_at=long_ago)
    PageViewRestriction.objects.create(
        page=made["private"], restriction_type=PageViewRestriction.PASSWORD, password="secret"
    )
    # What a script may do past every door that asks.
    StoryPage.objects.filter(pk=made["unagreed"].pk).update(
        what_happened=f"Nobody agreed to this {word_of('unagreed')}."
    )
    return made


def shown(text):
    """Return the names of the stories whose word stands in a text."""
    return {name for name in ("public", *HIDDEN) if word_of(name) in text}
