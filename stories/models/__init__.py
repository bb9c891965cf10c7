"""The tables of stories: pages and form, submission and originals, evidence."""

from stories.models.arrival import Arrival, PublishedPost
from stories.models.brief import Brief, ChosenStory
from stories.models.draft import Draft, DraftLink, StepCount
from stories.models.edits import CopyEdit
from stories.models.evidence import (
    Consent,
    Decision,
    ErasurePermit,
    Flag,
    OutboxMail,
    Placement,
    PrivateLink,
    PromotedPicture,
    ReviewerPreference,
)
from stories.models.form import StoryFormField, StoryFormPage
from stories.models.leaving import EmptyPlace, GoneAddress, OutsideCopy
from stories.models.mails import MailText
from stories.models.original import Original
from stories.models.pages import StoryHost, StoryPage
from stories.models.people import ProtectedParty
from stories.models.queue import Mark, QueueExport, SavedView
from stories.models.review import StoryReviewTask
from stories.models.review_policy import ReviewPolicy
from stories.models.second_look import SecondLook
from stories.models.signoff import SignOff
from stories.models.story_index import StoryIndexPage, Topic
from stories.models.submission import Submission
from stories.models.trace import TextTrace
from stories.models.video import PublicVideo, SentVideo
from stories.models.workbook import Workbook

__all__ = [
    "Arrival",
    "Brief",
    "ChosenStory",
    "Consent",
    "CopyEdit",
    "Decision",
    "Draft",
    "DraftLink",
    "EmptyPlace",
    "ErasurePermit",
    "Flag",
    "GoneAddress",
    "MailText",
    "Mark",
    "Original",
    "OutboxMail",
    "OutsideCopy",
    "Placement",
    "PrivateLink",
    "PromotedPicture",
    "ProtectedParty",
    "PublicVideo",
    "PublishedPost",
    "QueueExport",
    "ReviewPolicy",
    "ReviewerPreference",
    "SavedView",
    "SecondLook",
    "SentVideo",
    "SignOff",
    "StepCount",
    "StoryFormField",
    "StoryFormPage",
    "StoryHost",
    "StoryIndexPage",
    "StoryPage",
    "StoryReviewTask",
    "Submission",
    "TextTrace",
    "Topic",
    "Workbook",
]
