"""All invented stories of the demo, and the topics they belong to."""

from home.demo import (
    stories_access,
    stories_builders,
    stories_emergency,
    stories_home,
    stories_medicines,
    stories_record,
    stories_spanish,
    stories_telehealth,
    stories_waiting,
)

# Slug and name, in the order of the list that editors see.
TOPICS = [
    ("getting-the-record", "Getting the record"),
    ("care-at-home", "Care at home"),
    ("safer-medicines", "Safer medicines"),
    ("telehealth", "Telehealth"),
    ("language-and-access", "Language and access"),
    ("emergency-care", "Emergency care"),
    ("the-people-who-build-it", "The people who build it"),
]

STORIES = [
    *stories_record.STORIES,
    *stories_home.STORIES,
    *stories_medicines.STORIES,
    *stories_telehealth.STORIES,
    *stories_access.STORIES,
    *stories_emergency.STORIES,
    *stories_builders.STORIES,
    *stories_spanish.STORIES,
    *stories_waiting.STORIES,
]

BY_KEY = {story.key: story for story in STORIES}
