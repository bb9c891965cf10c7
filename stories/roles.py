"""The roles a field of the story form can play: the field type is the role, the wording is the editor's."""

from dataclasses import dataclass

from django.utils.translation import gettext_noop


@dataclass(frozen=True)
class Role:
    """One story field type.

    name: the field type as stored. label: what editors read in the form builder.
    mandatory: a form without it cannot be published. always_required: a sender cannot leave it out,
    whatever the editor ticked.
    """

    name: str
    label: str
    mandatory: bool = False
    always_required: bool = False


ROLES = [
    Role("story_title", gettext_noop("Story: title")),
    Role("story_happened", gettext_noop("Story: what happened"), mandatory=True),
    Role("story_learned", gettext_noop("Story: what was learned"), mandatory=True),
    Role("story_matters", gettext_noop("Story: why it matters"), mandatory=True),
    Role(
        "story_because", gettext_noop("#IHeartHIT because …"), mandatory=True, always_required=True
    ),
    Role("story_topic", gettext_noop("Topic")),
    Role("story_image", gettext_noop("Picture")),
    Role("story_image_alt", gettext_noop("Picture: what it shows")),
    Role("story_image_credit", gettext_noop("Picture: who made it")),
    Role("story_video_file", gettext_noop("Video: a file of up to 60 seconds")),
    Role("story_video", gettext_noop("Video: address at YouTube or Vimeo")),
    Role("story_captions", gettext_noop("Video: captions")),
    Role("story_transcript", gettext_noop("Video: transcript")),
    Role("published_url", gettext_noop("Published already: address of the post")),
    Role("published_title", gettext_noop("Published already: title of the post")),
    Role("story_people", gettext_noop("People in the story")),
    Role("story_name", "About you: name", mandatory=True, always_required=True),
    Role("story_email", "About you: email address", mandatory=True, always_required=True),
    Role("story_about", "About you: who you are, in a few words"),
    Role("story_audience", "About you: which of these are you"),
    Role("story_place", "About you: town and state"),
    Role(
        "story_name_shown",
        "About you: how your name is shown",
        mandatory=True,
        always_required=True,
    ),
    Role(
        "consent_truth",
        "Consent: true, and told with permission",
        mandatory=True,
        always_required=True,
    ),
    Role(
        "consent_contact", "Consent: read it and write to me", mandatory=True, always_required=True
    ),
    Role("consent_publish", "Consent: publish it on this site", mandatory=True),
    Role("consent_social", "Consent: quote it elsewhere"),
    Role("consent_brief", "Consent: print it in briefs for policymakers"),
    Role("consent_image", "Consent: use the picture"),
    Role("consent_until", "Consent: until when", always_required=True),
    Role(
        "consent_alter",
        "Acknowledgement: may be edited or refused",
        mandatory=True,
        always_required=True,
    ),
]

BY_NAME = {role.name: role for role in ROLES}
NAMES = frozenset(BY_NAME)
MANDATORY = tuple(role.name for role in ROLES if role.mandatory)
ALWAYS_REQUIRED = frozenset(role.name for role in ROLES if role.always_required)

# Which text of the copy a prompt fills.
TEXT_OF_ROLE = {
    "story_title": "title",
    "story_happened": "what_happened",
    "story_learned": "what_learned",
    "story_matters": "why_it_matters",
    "story_because": "because",
}
PROMPTS = ("story_happened", "story_learned", "story_matters")
CONSENT_SCOPES = {
    "consent_truth": "truth",
    "consent_contact": "contact",
    "consent_publish": "publish",
    "consent_social": "social",
    "consent_brief": "brief",
    "consent_alter": "alter",
    "consent_image": "image",
}

# A role that only makes sense beside another one: role -> the role it needs.
GOES_WITH = {
    "story_image": "story_image_alt",
    "consent_image": "story_image",
    "story_captions": "story_video_file",
    "story_transcript": "story_video_file",
    "published_title": "published_url",
}
# A role that does without, but less well: role -> roles that should stand on the form too.
BETTER_WITH = {
    "story_image": ("consent_image", "story_image_credit"),
    "story_video_file": ("story_captions", "story_transcript"),
    "published_url": ("published_title",),
}
# Asked only of those who gave something else: role -> that other role. Never required alone.
ASKED_BESIDE = {
    "story_image_alt": "story_image",
    "story_image_credit": "story_image",
    "consent_image": "story_image",
    "story_captions": "story_video_file",
    "story_transcript": "story_video_file",
    "published_title": "published_url",
}
# Of these at least one is given; none of them is required alone.
ALTERNATIVES = (*PROMPTS, "story_video_file", "story_video", "published_url")
# Whatever an editor ticked: these depend on what else was given, or on there being anybody to name.
NEVER_REQUIRED = frozenset({*ASKED_BESIDE, *PROMPTS, "story_video_file", "story_people"})


def missing_roles(field_types):
    """Return the labels of the mandatory roles that a list of field types lacks, in the form's order."""
    present = set(field_types)
    missing = [BY_NAME[name].label for name in MANDATORY if name not in present]
    missing += [
        BY_NAME[needed].label
        for name, needed in GOES_WITH.items()
        if name in present and needed not in present
    ]
    return missing


def advised_roles(field_types):
    """Return the labels of the roles that would make a form better, in the form's order."""
    present = set(field_types)
    advised = {
        wanted
        for name, others in BETTER_WITH.items()
        if name in present
        for wanted in others
        if wanted not in present
    }
    return [role.label for role in ROLES if role.name in advised]


def doubled_roles(field_types):
    """Return the labels of the roles that stand more than once in a list of field types."""
    types = list(field_types)
    return [role.label for role in ROLES if types.count(role.name) > 1]
