"""The landing page, the week and the list of stories: finished copy, and which story stands where."""

from datetime import date, timedelta

from home.demo import pages_week
from home.demo.refs import ToPage, link

SITE_NAME = "#IHeartHIT"

LANDING = {
    "title": "#IHeartHIT",
    "seo_title": "True stories about health information and technology",
    "search_description": "People tell what health information and technology did for them, in "
    "their own words. Read a story, or share yours.",
    "body": [
        ("story_opening", {"story": None}),
        (
            "week_strip",
            {
                "page": ToPage("week"),
                "text": "Five days, five questions, your stories in the room.",
                "link_label": "See the week",
            },
        ),
        ("story_wall", {"heading": "People who heart health IT", "stories": []}),
        (
            "steps",
            {
                "heading": "Three hundred words, or sixty seconds",
                "text": "Plan about fifteen minutes. A phone is enough, and you need no account.",
                "steps": [
                    {
                        "heading": "Tell what happened",
                        "text": "To you, or to someone who has said you may tell it.",
                    },
                    {
                        "heading": "Say what you learned",
                        "text": "One thing you would want a colleague or a neighbor to know.",
                    },
                    {
                        "heading": "Say who needs to hear it",
                        "text": "Policymakers, care teams, patients, or the people who build the "
                        "technology.",
                    },
                    {
                        "heading": "Finish the sentence",
                        "text": "“#IHeartHIT because …” in 280 characters.",
                    },
                ],
                "button": link("Share your story", "form"),
                "background": "tint",
            },
        ),
        ("story_feature", {"heading": "", "story": None}),
        (
            "story_heart",
            {
                "heading": "Every story draws its own heart",
                "text": "Each dash is one word. The story starts at the center and grows outward. "
                "The bright outer line is the “because.” You do not need a photo to have one.",
                "story": None,
            },
        ),
        ("story_latest", {"heading": "New this month", "topic": None, "count": 6}),
        ("story_quote", {"story": None}),
        (
            "story_form",
            {
                "heading": "Start with what happened",
                "text": "Write the first lines here. The rest of the form is on the next page.",
                "button_label": "Go on with my story",
                "background": "tint",
            },
        ),
    ],
}

INDEX = {
    "title": "Stories",
    "slug": "stories",
    "search_description": "Every story of the campaign, newest first. Choose a topic, or just "
    "start reading.",
    "intro": "Every one was sent by the person who lived it, or with their permission. "
    "Choose a topic, or just start reading.",
}

WEEK = {
    "title": "National Health IT Week",
    "slug": "nhit-week",
    "search_description": "Five days, five questions, answered with true stories about health "
    "information and technology.",
    "intro": "For five days we ask five questions, and people answer with what happened to them. "
    "You can answer early. Stories that come before the week can open it.",
    "recap": "Five days, five questions. The answers stay here, and the stories go on all year. "
    "Yours can be the next one.",
    "body": [
        pages_week.PARTS["recap"],
        ("story_wall", {"heading": "Stories for the week", "stories": []}),
        pages_week.PARTS["programme"],
        (
            "links",
            {
                "heading": "Make your voice heard this week",
                "links": [
                    {
                        "heading": "Send one story to your representative",
                        "text": "Pick any story here and copy its link. Add two lines about why "
                        "it made you think of home.",
                        "link": link("Choose a story", "stories"),
                    },
                    {
                        "heading": "Finish the sentence out loud",
                        "text": "Film sixty seconds on your phone. Put the video on YouTube or "
                        "Vimeo, and send us its address.",
                        "link": link("Send your video", "form"),
                    },
                    {
                        "heading": "Read one at your next meeting",
                        "text": "A story takes two minutes to read aloud. Then ask one question: "
                        "could this happen here?",
                        "link": link("Find one to read", "stories"),
                    },
                ],
                "background": "tint",
            },
        ),
        pages_week.PARTS["policymakers"],
        ("story_quote", {"story": None}),
        ("edition_stories", {"heading": "Told this year", "edition": None, "count": 3}),
        pages_week.PARTS["toolkit"],
        pages_week.PARTS["partners"],
        (
            "questions",
            {
                "heading": "Questions about the week",
                "questions": [
                    {
                        "question": "Do I have to answer the question of the day?",
                        "answer": "<p>No. The questions are there to help you start. Any true "
                        "story about health information or technology is welcome, on any day.</p>",
                    },
                    {
                        "question": "Who may take part?",
                        "answer": "<p>Everybody. Patients, families, care teams, the people who "
                        "build the systems, and the people who make the rules.</p>",
                    },
                    {
                        "question": "Which words do I use when I post?",
                        "answer": "<p>Use <b>#IHeartHIT</b> for your story and <b>#NHITWeek</b> "
                        "for the week. Both together are best.</p>",
                    },
                    {
                        "question": "What if I miss the week?",
                        "answer": "<p>Send it anyway. We read stories all year, and we publish "
                        "them before, during and after the week.</p>",
                    },
                ],
            },
        ),
        (
            "story_form",
            {
                "heading": "Answer with your story",
                "text": "Write the first lines here. The rest of the form is on the next page.",
                "button_label": "Go on with my story",
                "background": "tint",
            },
        ),
    ],
}

# Which stories an editor has placed: page, block type of the slot, stories in their order.
LAYOUT = [
    ("landing", "story_opening", ["renee"]),
    (
        "landing",
        "story_wall",
        ["eileen", "tomas", "pat", "amara", "michigan", "whitehorse", "grace"],
    ),
    ("landing", "story_feature", ["marlene"]),
    ("landing", "story_quote", ["arturo"]),
    (
        "week",
        "story_wall",
        ["tomas", "michigan", "shawn", "amara", "mai", "devon", "judith"],
    ),
    ("week", "story_quote", ["leona"]),
]

EDITION_NAME = "U.S. National Health IT Week"
# Monday to Friday.
DAY_QUESTIONS = [
    (
        "Who are we leaving out?",
        "Tell us about the person who could not get through the door, the form or the language.",
    ),
    (
        "What did a record save?",
        "Tell us about the day when somebody already knew, and what would have happened if not.",
    ),
    (
        "Who holds the only copy?",
        "Tell us about the binder, the shoe box, the one person who remembers everything.",
    ),
    (
        "What should be easier?",
        "Tell us about the call you made four times, and how you think it ought to go.",
    ),
    (
        "What will we fix by next year?",
        "Tell us one thing you build, run, pay for or decide, and what you will change about it.",
    ),
]


def week_ahead(today: date) -> tuple[date, date]:
    """Return Monday and Friday of the demo's edition: the first Monday that is at least 8 days off.

    The real week moves from year to year, and a demo whose week is long over shows only its end.
    """
    monday = today + timedelta(days=8)
    monday += timedelta(days=-monday.weekday() % 7)
    return monday, monday + timedelta(days=len(DAY_QUESTIONS) - 1)


FOOTER_NOTE = "Every story and every partner here is invented for this demo."
# Ready to be turned on in the settings of the campaign.
BANNER = "National Health IT Week is coming. See what happens each day."
# Header and footer: label and page.
HEADER = [("Stories", "stories"), ("NHIT Week", "week"), ("About", "about")]
FOOTER = [
    ("How we choose and edit stories", "choosing"),
    ("Your rights over your story", "rights"),
    ("Take down or change a story", "take-down"),
    ("Help with the form", "help"),
    ("Accessibility", "accessibility"),
    ("Privacy", "privacy"),
]
