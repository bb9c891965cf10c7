"""What staff read about how the site works: short topics, each with ways to the screens it speaks of."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.images import get_image_model
from wagtail.models import Page, Site
from wagtail.permissions import policy_registry

from cms.models import CampaignSettings
from events.models import Activity, Edition
from events.planning_views import may_look as may_see_calendar
from stories.models import Consent, MailText, Submission
from stories.promotion import PERMISSION as MAY_PROMOTE


@dataclass(frozen=True)
class Way:
    """A link of a topic. find(user): its address, "" for somebody who may not go there."""

    label: str
    find: Callable


@dataclass(frozen=True)
class Topic:
    """One thing that staff do: its anchor on the page, a title, sentences, and where it is done."""

    anchor: str
    title: str
    sentences: tuple[str, ...]
    ways: tuple[Way, ...]


@dataclass(frozen=True)
class ShownTopic:
    """A topic as one person reads it; links: (label, address) of the screens that are open to them."""

    topic: Topic
    links: tuple[tuple[str, str], ...]


def topics_for(user) -> list[ShownTopic]:
    """Return what somebody can do on the site, in the order of the page; the rest is left out."""
    shown = []
    for topic in TOPICS:
        found = [(way.label, way.find(user)) for way in topic.ways]
        if links := tuple((label, address) for label, address in found if address):
            shown.append(ShownTopic(topic, links))
    return shown


def topics_of_use_to(user) -> list[Topic]:
    """Return the topics of which some way is open to somebody, at as few questions to the database as can be."""
    # The last way of a topic leads to a list; the first may be a page that has to be found.
    return [topic for topic in TOPICS if any(way.find(user) for way in reversed(topic.ways))]


def _list_of(model, name, *actions, query=""):
    """Return how to find a list, for those who may do one of some things with the rows of a model."""

    def find(user):
        policy = policy_registry.get_by_type(model)
        return f"{reverse(name)}{query}" if policy.user_has_any_permission(user, actions) else ""

    return find


def _approved(user):
    may_place = user.has_perm(MAY_PROMOTE)
    return f"{reverse('submissions:list')}?state=approved" if may_place else ""


def _live(user):
    return f"{reverse('submissions:list')}?state=live" if user.has_perm(MAY_PROMOTE) else ""


def _places(user):
    return reverse("stories_left") if user.has_perm(MAY_PROMOTE) else ""


def _outbox(user):
    return reverse("stories_outbox") if user.has_perm("stories.moderate_submission") else ""


def _queue(user):
    return reverse("submissions:list") if user.has_perm("stories.moderate_submission") else ""


def _calendar(user):
    return reverse("calendar") if may_see_calendar(user) else ""


def _editor_of(page, user):
    if page is None or not page.permissions_for_user(user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[page.pk])


def _landing(user):
    site = Site.objects.filter(is_default_site=True).select_related("root_page").first()
    return _editor_of(site and site.root_page, user)


def _form(user):
    return _editor_of(CampaignSettings.of_default_site().form_page, user)


def _pages(user):
    policy = policy_registry.get_by_type(Page)
    may_edit = policy.user_has_any_permission(user, ["add", "change", "publish"])
    return reverse("wagtailadmin_explore_root") if may_edit else ""


def _settings(user):
    policy = policy_registry.get_by_type(CampaignSettings)
    if not policy.user_has_permission(user, "change"):
        return ""
    return reverse("wagtailsettings:edit", args=["cms", "campaignsettings"])


TOPICS = (
    Topic(
        "read",
        "Read stories and decide",
        (
            "Take a story before you read it. Then no two people answer the same sender.",
            "Each refusal and each request for changes carries your reason. The sender reads your words.",
            "Press ? on the review desk to see its keys.",
            "A decision taken quietly waits in the outbox. The sender learns of it when you release the mail.",
        ),
        (Way("Stories that wait", _queue), Way("Outbox", _outbox)),
    ),
    Topic(
        "landing",
        "Change a page",
        (
            "Open the page and change its blocks. The preview beside them shows each change as you type.",
            "A plus sign adds a block. The handle at its side moves it.",
            "Your draft is saved while you type. Visitors see nothing of it until you choose Publish.",
            "“View as of a date”, behind the three dots beside the title, shows the page on another day.",
        ),
        (Way("Landing page", _landing), Way("All pages", _pages)),
    ),
    Topic(
        "place",
        "Place a story",
        (
            "Only approved stories can be placed. Tick one or more, and choose “Place on a page”.",
            "Choose a place on the picture of the page. Then publish, save a draft, or set a day and a time.",
            "Never copy the words of a story into a text block.",
            "A story that was placed leaves by itself when its sender takes it down. A copied text stays.",
        ),
        (Way("Approved stories", _approved), Way("Places that are empty now", _places)),
    ),
    Topic(
        "week",
        "Run the week",
        (
            "The edition holds the dates of the week. By them the pages know if it is before, during or after.",
            "The settings of each block say when it shows: in some of these phases, or on some days.",
            "The calendar lists what changes, week by week, and marks a week in which nothing is planned.",
        ),
        (
            Way("Editions", _list_of(Edition, "wagtailsnippets_events_edition:list", "change")),
            Way(
                "Program",
                _list_of(Activity, "wagtailsnippets_events_activity:list", "add", "change"),
            ),
            Way("Calendar", _calendar),
        ),
    ),
    Topic(
        "settings",
        "Show a banner, change menus and the footer",
        (
            "A banner is one sentence on top of every page with the menu. Give it days, and it comes and goes.",
            "Menus, footer, hashtags and social accounts stand in the same settings.",
            "Open the preview there. It shows the landing page, the form, a list or a story before you save.",
            "What you save there is public at once.",
        ),
        (Way("Settings of the campaign", _settings),),
    ),
    Topic(
        "pictures",
        "Use pictures",
        (
            "Add only pictures that we may use, and name who made them.",
            "Say in one sentence what a picture shows. People who cannot see it hear this sentence.",
            "Mark the point that matters most. No cut of the picture leaves it out.",
            "A picture that came with a story belongs to that story. Use it nowhere else.",
        ),
        (Way("Images", _list_of(get_image_model(), "wagtailimages:index", "add", "change")),),
    ),
    Topic(
        "addresses",
        "Make a short address",
        (
            "A short address, such as /hearts, leads to a page. It is good for print and radio.",
            "Open the page, and add one under Promote. It is found even after the page has moved.",
            "Follow the address once yourself before it goes to print.",
        ),
        (Way("Short addresses", _list_of(Redirect, "wagtailredirects:index", "add", "change")),),
    ),
    Topic(
        "networks",
        "Post a story",
        (
            "Each live story has a social kit: a card, words for its picture, and a post for each network.",
            "It opens only for stories whose sender agreed to that.",
            "Note each post in the kit. If the sender changes their mind, you know what to take down.",
        ),
        (Way("Live stories", _live),),
    ),
    Topic(
        "form",
        "Change the form and the mails",
        (
            "The form asks your questions, page by page. You can reword and move each of them.",
            "The questions about permission have to stay. Without them the form cannot be published.",
            "Each mail can be reworded, too. Send yourself a test before you save it.",
        ),
        (Way("Story form", _form), Way("Mails", _list_of(MailText, "mails:list", "change"))),
    ),
    Topic(
        "spanish",
        "Say it in Spanish",
        (
            "“Translate”, behind the three dots of a page, makes its Spanish draft. Reword it, then publish it.",
            "Menus, topics and the banner have a field of their own for Spanish words.",
            "A story stays in the language in which it was told. Nobody translates it.",
        ),
        (Way("Pages to translate", _pages),),
    ),
    Topic(
        "follow",
        "See what was agreed and decided",
        (
            "The registers list each consent, each decision, each mail and each placement.",
            "The trail of a story tells who did what with it, and when. Nobody can change it.",
        ),
        (
            Way(
                "Register of consents",
                _list_of(Consent, "registers_consents_modeladmin_index", "view"),
            ),
            Way(
                "All stories", _list_of(Submission, "submissions:list", "view", query="?state=all")
            ),
        ),
    ),
)

# For everybody, whatever they may do.
NEVER = (
    "Never take a sender’s name, address or phone number out of this site.",
    "Never add anything to a story that tells who the people in it are.",
    "Never change a fact. Ask the sender: they see each edit before it is public.",
    "Never show a story elsewhere without the sender’s yes to just that.",
    "Never lend your sign-in to anybody. Ask for one of their own.",
)
