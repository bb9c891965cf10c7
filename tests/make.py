"""Makes the data that tests stand on; stories come in through the real door, intake.receive."""

import itertools
import uuid
from datetime import date, timedelta
from io import BytesIO

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from PIL import Image
from wagtail.models import Site

from cms.models import CampaignSettings
from events.models import DayQuestion, Edition, EventPage
from home.models import HomePage
from stories import intake, moderation, roles, screening, sender_address, signoff
from stories.form_fields import PictureField
from stories.models import (
    Decision,
    Draft,
    StoryFormField,
    StoryFormPage,
    StoryIndexPage,
    Submission,
    Topic,
)
from stories.story_form import TOKEN

PASSWORD = "a long password for tests"
_count = itertools.count(1)

# (field type, label, required); every story field, in the order of the site's own form.
QUESTIONS = [
    ("story_title", "Title of your story", False),
    ("story_happened", "What happened?", False),
    ("story_learned", "What did you learn?", False),
    ("story_matters", "Why should it matter to others?", False),
    ("story_because", "Finish the sentence", True),
    ("story_topic", "What is it about?", False),
    ("story_image", "A picture", False),
    ("story_image_alt", "What does the picture show?", False),
    ("story_image_credit", "Who made the picture?", False),
    ("story_video", "A video", False),
    ("story_name", "Your name", True),
    ("story_email", "Your email address", True),
    ("story_about", "Who you are", False),
    ("story_place", "Town and state", False),
    ("story_name_shown", "How should we show your name?", True),
    ("consent_truth", "This happened to me, or the people in it said I can share it.", True),
    ("consent_contact", "You can read my story and write to me about it.", True),
    ("consent_publish", "You can publish it on this site.", False),
    ("consent_social", "You can also quote it on social media and at events.", False),
    ("consent_brief", "You can also print it in briefs that we hand to lawmakers.", False),
    ("consent_alter", "I know that you may edit my story lightly, or not choose it.", True),
]
CONSENTS = ("truth", "contact", "publish", "alter")


def home_page() -> HomePage:
    """Return the landing page that the migrations make."""
    return HomePage.objects.first()


def campaign_settings(**changes) -> CampaignSettings:
    """Return the settings of the default site, changed and saved."""
    settings = CampaignSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in changes.items():
        setattr(settings, name, value)
    settings.save()
    return settings


def form_page(*, questions=None, extra=(), **changes) -> StoryFormPage:
    """Return the published form at /share-your-story/ with every story question.

    questions: (field type, label, required) triples instead of the usual ones; extra: dictionaries
    with the values of more StoryFormFields. Called again without arguments it returns the same page.
    """
    page = StoryFormPage.objects.first()
    if page and questions is None and not extra and not changes:
        return page
    page = StoryFormPage(
        title="Share your story", slug="share-your-story", **{"live": True, **changes}
    )
    page.form_fields = [
        StoryFormField(sort_order=order, field_type=name, label=label, required=required)
        for order, (name, label, required) in enumerate(
            QUESTIONS if questions is None else questions
        )
    ] + [
        StoryFormField(**{"sort_order": 100 + order, "required": False, **values})
        for order, values in enumerate(extra)
    ]
    home_page().add_child(instance=page)
    campaign_settings(form_page=page)
    return page


def index_page() -> StoryIndexPage:
    """Return the published list of stories at /stories/."""
    page = StoryIndexPage.objects.first()
    if page is None:
        page = StoryIndexPage(title="Stories", slug="stories")
        home_page().add_child(instance=page)
        campaign_settings(index_page=page)
    return page


def topic(name="Telehealth") -> Topic:
    """Return the topic of that name."""
    return Topic.objects.get_or_create(
        name=name, defaults={"slug": name.lower().replace(" ", "-")}
    )[0]


def staff(group):
    """Return the same member of a group in every call: each moderator more is one more to write to."""
    name = f"staff-{group.lower().replace(' ', '-')}"
    return get_user_model().objects.filter(username=name).first() or user(group, name=name)


def user(*groups, name=None, is_superuser=False):
    """Return a new person who may sign in with PASSWORD, member of the named groups."""
    name = name or f"person{next(_count)}"
    person = get_user_model().objects.create_user(
        username=name,
        email=f"{name}@example.org",
        password=PASSWORD,
        first_name=name.capitalize(),
        is_superuser=is_superuser,
        is_staff=is_superuser,
    )
    person.groups.add(*Group.objects.filter(name__in=groups))
    return person


def moderator(**changes):
    """Return a new member of Submission moderators."""
    return user("Submission moderators", **changes)


def editor(**changes):
    """Return a new member of Campaign editors."""
    return user("Campaign editors", **changes)


def privacy_staff(**changes):
    """Return a new member of Privacy staff."""
    return user("Privacy staff", **changes)


def auditor(**changes):
    """Return a new member of Auditors."""
    return user("Auditors", **changes)


def administrator(**changes):
    """Return a new superuser."""
    return user(is_superuser=True, **changes)


def picture_bytes(width=1200, height=630, *, kind="JPEG", colour=(194, 18, 74)) -> bytes:
    """Return the bytes of a plain picture file."""
    file = BytesIO()
    Image.new("RGB", (width, height), colour).save(file, kind)
    return file.getvalue()


def picture(width=1200, height=630):
    """Return a cleaned picture as the form hands it to intake."""
    return PictureField().clean(
        SimpleUploadedFile("bee.jpg", picture_bytes(width, height), "image/jpeg")
    )


def answers(**changes) -> dict:
    """Return what one person answers, by the clean names of the fields, consents left out.

    A change to None takes the answer away.
    """
    number = next(_count)
    given = {
        "story_title": f"The screen that knew my daughter {number}",
        "story_happened": "Ivy was four when the bee stung her.\n\n"
        "A nurse looked at a screen and said: she reacts to penicillin.",
        "story_learned": "Somebody typed every answer in, and it was there when we needed it.",
        "story_matters": "No parent should have to remember a list in an ambulance.",
        "story_because": "#IHeartHIT because my daughter’s record spoke when she could not.",
        "story_name": "Renee Ochoa",
        "story_email": f"renee{number}@example.org",
        "story_about": "Ivy’s mom, baker",
        "story_place": "Dayton, Ohio",
        "story_name_shown": "first",
        **changes,
    }
    return {name: value for name, value in given.items() if value is not None}


def cut(page, **titles) -> StoryFormPage:
    """Let a new page of the form begin at each of the named questions, under that title."""
    for name, title in titles.items():
        page.form_fields.filter(field_type=name).update(starts_page=True, page_title=title)
    return page


def form_token(made_at=None, form_id=None) -> str:
    """Return the hidden field of a form that was shown ten seconds ago, or at another time."""
    made_at = made_at or timezone.now() - timedelta(seconds=10)
    return screening.make_form_token(made_at, form_id)


def step_post(*, token=None, **given) -> dict:
    """Return what a browser posts for one page of the form with these answers alone."""
    return {TOKEN: token or form_token(), **given}


def form_post(
    *, made_at=None, form_id=None, token=None, consents=CONSENTS, picture=None, **changes
) -> dict:
    """Return what a browser posts for a filled form, token included; consents are scopes ticked.

    The form was shown ten seconds ago unless made_at says otherwise; token: of a draft that was
    begun before. picture: bytes of a file. A change to None takes the answer away.
    """
    posted = {TOKEN: token or form_token(made_at, form_id), **answers(**changes)}
    posted |= {role: "on" for role, scope in roles.CONSENT_SCOPES.items() if scope in consents}
    if picture is not None:
        posted["story_image"] = SimpleUploadedFile("bee.jpg", picture, "image/jpeg")
    return posted


def agreements(scopes=CONSENTS) -> list[intake.Agreement]:
    """Return every consent box of the usual form, those of the named scopes ticked.

    The usual form does not ask about the picture: "image" among the scopes adds that box.
    """
    boxes = [
        intake.Agreement(roles.CONSENT_SCOPES[name], label, roles.CONSENT_SCOPES[name] in scopes)
        for name, label, _ in QUESTIONS
        if name in roles.CONSENT_SCOPES
    ]
    if "image" in scopes:
        boxes.append(intake.Agreement("image", "You can use my picture.", True))
    return boxes


def submission(
    *,
    state="received",
    confirmed=True,
    consents=CONSENTS,
    picture=None,
    page=None,
    by=None,
    receipt=None,
    honeypot="",
    is_sample=False,
    now=None,
    labels=None,
    **changed_answers,
) -> Submission:
    """Return a submission that came in through intake and was moved to a state by moderation.

    consents: the scopes that were ticked. by: the moderator who decides. Other keywords change
    answers: story_because="…", q_role="Nurse".
    """
    page = page or form_page()
    sent = answers(**changed_answers)
    if labels is None:
        labels = [(name, label) for name, label, _ in QUESTIONS if name in sent]
    made = intake.receive(
        page,
        sent,
        receipt=receipt or uuid.uuid4(),
        labels=labels,
        agreements=agreements(consents),
        picture=picture,
        honeypot=honeypot or ("Buy now" if state == "spam" else ""),
        is_sample=is_sample,
        now=now,
    )
    if confirmed:
        sender_address.confirm(made, now=now)
    _move(made, state, by)
    made.refresh_from_db()
    return made


def _move(made, state, by):
    """Take the decisions that lead to a state."""
    if state in ("received", "spam"):
        return
    if state == "withdrawn":
        moderation.withdraw(made)
        return
    by = by or staff("Submission moderators")
    if state == "in_review":
        moderation.claim(made, user=by)
    elif state == "changes_requested":
        moderation.decide(
            made, "changes", user=by, note="Please add a picture.", grounds=["missing_image"]
        )
    elif state == "not_selected":
        moderation.decide(
            made, "refuse", user=by, grounds=[Decision.Ground.PROMOTIONAL], note="It advertises."
        )
    elif state == "awaiting_sign_off":
        edit(made, why_it_matters="No parent should have to remember two lists.")
        _approve(made, by)
        signoff.ask(made, kinds=["substance"], user=by)
    else:
        _approve(made, by)
        if state == "live":
            # Promoting belongs to editors, whoever took the decisions.
            _promote(made, by=staff("Campaign editors"), live=True)


def _approve(made, by):
    made.refresh_from_db()
    while made.state != Submission.State.APPROVED:
        moderation.decide(made, "approve", user=by)
        made.refresh_from_db()


def edit(edited, **texts):
    """Change words of a submission's copy, or of the draft of a story page, as an editor does."""
    for name, words in texts.items():
        setattr(edited, name, words)
    if isinstance(edited, Submission):
        edited.save(update_fields=[*texts])
    edited.save_revision(clean=False)
    return edited


def story(*, live=True, by=None, **changes):
    """Return the story page of an approved submission: published, or a draft with live=False."""
    index_page()
    made = submission(state="approved", **changes)
    return _promote(made, by=by or staff("Campaign editors"), live=live)


def _promote(made, *, by, live):
    from stories import promotion

    index_page()
    page = promotion.promote(made, user=by)
    if live:
        page.get_latest_revision().publish(user=by)
        page.refresh_from_db()
    return page


def draft(page=None, **given) -> Draft:
    """Return a draft as the start of the form makes it."""
    return Draft.objects.create(
        page=page or form_page(), answers=given or {"story_happened": "It began on a Tuesday."}
    )


def edition(**changes) -> Edition:
    """Return the edition of the week of September 23 to 27, 2026, with a question for each day."""
    made = Edition(
        **{
            "year": 2026,
            "starts_on": date(2026, 9, 23),
            "ends_on": date(2026, 9, 27),
            **changes,
        }
    )
    length = (made.ends_on - made.starts_on).days + 1
    made.day_questions = [
        DayQuestion(day=made.starts_on + timedelta(days=day), question=f"Question {day + 1}?")
        for day in range(length)
    ]
    made.save()
    return made


def event_page(**changes) -> EventPage:
    """Return the published page of the week at /nhit-week/."""
    page = EventPage(
        **{"title": "Health IT Week", "slug": "nhit-week", "edition": edition(), **changes}
    )
    home_page().add_child(instance=page)
    return page
