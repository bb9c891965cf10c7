"""Walks the invented stories through the real doors: form, review, promotion, placement.

Nothing is written past those doors but the moments: a demo in which everything happened in the same
minute would show a queue without waiting times.
"""

import hashlib
import uuid
from datetime import timedelta
from io import BytesIO

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry, PageLogEntry, Revision, TaskState, WorkflowState

from cms.pictures import clean_picture
from home.demo import audiences
from home.demo import pages as english
from home.demo.spanish import pages as spanish
from home.demo.stories import BY_KEY, STORIES, TOPICS
from home.demo.tree import FIRST_PUBLISHED, PICTURES, backdate
from stories import (
    emails,
    intake,
    moderation,
    placement,
    promotion,
    published_posts,
    roles,
    sender_address,
)
from stories.form_fields import SMALLEST_PICTURE, WANTED_PICTURE
from stories.models import StoryPage, Submission, Topic
from stories.story_form import Agreement

LAYOUT = [*english.LAYOUT, *spanish.LAYOUT]
RECEIPTS = uuid.UUID("8f0d3c0e-2f4b-4d1c-9d55-1f6f0a8f2c11")
CONFIRMED_AFTER = timedelta(minutes=25)
STEP_AFTER = timedelta(hours=26)
WITHDRAWN_AFTER = timedelta(days=6)
PLACED_AFTER = timedelta(days=1)
MODERATORS, EDITORS = "Submission moderators", "Campaign editors"


def receipt_of(story):
    """Return the one-time form id of a demo story: the same in every run, so nothing comes in twice."""
    return uuid.uuid5(RECEIPTS, story.key)


def make_topics():
    """Make the topics that are missing."""
    for slug, name in TOPICS:
        Topic.objects.get_or_create(slug=slug, defaults={"name": name})


def clean_pictures():
    """Return the pictures of the stories that are not loaded yet, by file name, as the form cleans them.

    To be called before any transaction: decoding takes its time.
    """
    loaded = set(Submission.objects.samples().values_list("receipt", flat=True))
    names = {
        story.picture for story in STORIES if story.picture and receipt_of(story) not in loaded
    }
    return {
        name: clean_picture(
            BytesIO((PICTURES / f"{name}.png").read_bytes()),
            name=f"{name}.png",
            min_size=SMALLEST_PICTURE,
            wanted_size=WANTED_PICTURE,
        )
        for name in sorted(names)
    }


def load_stories(*, forms, pictures, people, now):
    """Send, review and publish every story that is not there yet. Return the keys of those.

    forms: the page of the form in each language, by its code.
    """
    loaded = set(Submission.objects.samples().values_list("receipt", flat=True))
    new = [story for story in STORIES if receipt_of(story) not in loaded]
    with emails.silence():
        for story in sorted(new, key=lambda story: -story.days_ago):
            Walk(story, form=forms[story.language], people=people, now=now).walk(
                pictures.get(story.picture)
            )
    return [story.key for story in new]


class Walk:
    """One story on its way; `moments` are in the past, so every step is dated back as it is taken."""

    def __init__(self, story, *, form, people, now):
        self.story, self.form, self.people, self.now = story, form, people, now
        self.sent_at = now - timedelta(days=story.days_ago) + _spread(story)
        self.submission = None

    def walk(self, picture):
        """Bring the story to its state."""
        story = self.story
        self.send(picture)
        if story.state in ("live", "approved"):
            self.approve(2)
        else:
            self.approve(story.steps)
        if story.state == "in_review":
            at = self.step_at(story.steps)
            moderation.claim(self.submission, user=self.people[MODERATORS], now=at)
            self.date(at)
        elif story.state == "changes_requested":
            self.decide("changes", self.step_at(0))
        elif story.state == "not_selected":
            self.decide("refuse", self.step_at(0))
        elif story.state == "withdrawn":
            at = self.sent_at + WITHDRAWN_AFTER
            moderation.withdraw(self.submission, now=at)
            self.date(at)
        elif story.state == "live":
            self.publish()

    def send(self, picture):
        """Send the form and, unless the story says otherwise, open the link in the first mail."""
        answers = answers_of(self.story, self.form, picture)
        self.submission = intake.receive(
            self.form,
            answers,
            receipt=receipt_of(self.story),
            labels=[
                (field.clean_name, field.label)
                for field in self.form.get_form_fields()
                if field.field_type not in roles.CONSENT_SCOPES
            ],
            agreements=agreements_of(self.story, self.form),
            picture=picture,
            # A field that people cannot see: only a machine fills it.
            honeypot="filled" if self.story.state == "spam" else "",
            is_sample=True,
            now=self.sent_at,
        )
        self.date(self.sent_at)
        if self.story.confirmed:
            sender_address.confirm(self.submission, now=self.sent_at + CONFIRMED_AFTER)
            self.submission.refresh_from_db()

    def approve(self, steps):
        """Let that many steps of the review say yes."""
        for step in range(steps):
            at = self.step_at(step)
            moderation.decide(
                self.submission,
                "approve",
                user=self.people[MODERATORS],
                internal_note=self.story.internal_note if step else "",
                now=at,
            )
            self.date(at)

    def decide(self, action, at):
        """Ask for changes, or refuse, in the words of the story's note."""
        moderation.decide(
            self.submission,
            action,
            user=self.people[MODERATORS],
            note=self.story.note,
            grounds=self.story.grounds,
            internal_note=self.story.internal_note,
            now=at,
        )
        self.date(at)

    def publish(self):
        """Promote the story and publish its page, dated back."""
        at = self.now - timedelta(days=self.story.live_days_ago) + _spread(self.story)
        editor = self.people[EDITORS]
        if self.story.post_url:
            post = published_posts.post_of(self.submission)
            published_posts.confirm(
                post, user=self.people[MODERATORS], hashtags=["#IHeartHIT"], now=at
            )
        page = promotion.publish(promotion.promote(self.submission, user=editor), user=editor)
        backdate(page, at)
        self.date(at, page)

    def step_at(self, step):
        """Return when a step of the review was taken, counted from 0."""
        return self.sent_at + STEP_AFTER * (step + 1)

    def date(self, at, page=None):
        """Date back what the last step wrote with the time of now."""
        mine = {
            "content_type": ContentType.objects.get_for_model(Submission),
            "object_id": str(self.submission.pk),
        }
        reviews = WorkflowState.objects.filter(
            base_content_type=mine["content_type"], object_id=mine["object_id"]
        )
        tasks = TaskState.objects.filter(workflow_state__in=reviews)
        reviews.filter(created_at__gt=self.now).update(created_at=at)
        tasks.filter(started_at__gt=self.now).update(started_at=at)
        tasks.filter(finished_at__gt=self.now).update(finished_at=at)
        ModelLogEntry.objects.filter(**mine, timestamp__gt=self.now).update(timestamp=at)
        revisions = Revision.objects.filter(created_at__gt=self.now)
        revisions.filter(
            base_content_type=mine["content_type"], object_id=mine["object_id"]
        ).update(created_at=at)
        if page:
            PageLogEntry.objects.filter(page=page.pk, timestamp__gt=self.now).update(timestamp=at)
            revisions.filter(object_id=str(page.pk), content_type__model="storypage").update(
                created_at=at
            )
        Submission.objects.filter(pk=self.submission.pk, state_changed_at__gt=self.now).update(
            state_changed_at=at
        )
        self.submission.refresh_from_db()


def answers_of(story, form, picture=None):
    """Return what the sender of a story typed, by the clean names of the form's fields."""
    names = dict(TOPICS)
    answers = {
        "story_happened": story.what_happened,
        "story_learned": story.what_learned,
        "story_matters": story.why_it_matters,
        "story_because": story.because,
        "story_title": story.title,
        "story_topic": names.get(story.topic, ""),
        "story_image_alt": story.alt,
        "story_image_credit": story.credit,
        "story_video": story.video_url or "",
        "published_url": story.post_url,
        "published_title": story.post_title,
        "story_name": story.name,
        "story_email": story.email,
        "story_about": story.about,
        "story_audience": audiences.BY_KEY.get(story.key, ""),
        "story_place": story.place,
        "story_name_shown": story.name_shown,
        "consent_until": "open",
    }
    if picture:
        answers["story_image"] = f"{picture.width} by {picture.height} pixels"
    for field in form.get_form_fields():
        if field.field_type == "dropdown" and story.state != "spam":
            choices = field.choices.splitlines()
            answers[field.clean_name] = choices[_number(story) % len(choices)]
    asked = {field.clean_name for field in form.get_form_fields()}
    return {name: value for name, value in answers.items() if name in asked}


def agreements_of(story, form):
    """Return the consent boxes of the form as the sender of a story left them."""
    return [
        Agreement(
            roles.CONSENT_SCOPES[field.field_type],
            field.label,
            {
                "consent_social": story.social,
                "consent_brief": story.brief,
                "consent_image": bool(story.picture),
            }.get(field.field_type, True),
        )
        for field in form.get_form_fields()
        if field.field_type in roles.CONSENT_SCOPES
    ]


def _number(story):
    """Return a number that belongs to a story and never changes."""
    return int(hashlib.sha256(story.key.encode()).hexdigest()[:8], 16)


def _spread(story):
    """Return up to four hours, so that not everything happens at the same time of day."""
    return timedelta(minutes=_number(story) % 240) if story.days_ago >= 1 else timedelta()


def place_stories(keys, tree, *, user, now):
    """Put newly loaded stories into the slots that home.demo.pages names, and publish those pages.

    Where an editor has filled a slot in the meantime, the editor's layout stays.
    """
    for name in dict.fromkeys(page for page, _, _ in LAYOUT):
        wanted = [
            (block, story) for page, block, stories in LAYOUT if page == name for story in stories
        ]
        wanted = [(block, story) for block, story in wanted if story in keys]
        for number, (block, key) in enumerate(wanted, start=1):
            page = tree[name].specific_class.objects.get(pk=tree[name].pk)
            slot = next((child.id for child in page.body if child.block_type == block), None)
            try:
                placement.place(
                    StoryPage.objects.get(submission__receipt=receipt_of(BY_KEY[key])),
                    page,
                    slot,
                    user=user,
                    publish=number == len(wanted),
                    now=now - timedelta(days=BY_KEY[key].live_days_ago) + PLACED_AFTER,
                )
            except placement.PlacementRefused:
                continue
        if wanted:
            backdate(tree[name], now - FIRST_PUBLISHED, now - PLACED_AFTER)
