"""What fills the page of the week: its program, partners, toolkit and letter; all of it invented."""

from datetime import time

from home.demo.refs import ToDocument, ToPicture, link

ACTIVITY_KINDS = ["Webinar", "On site", "Social media", "Reading"]
PARTNER_KINDS = ["Lead partner", "Partner", "Supporter"]

# Title, text, kind, day counted from 0, start, end, last day, place, link label, host, called off.
ACTIVITIES = [
    (
        "The heart wall",
        "Write your sentence on a paper heart and hang it up. Take another one home.",
        *("On site", 0, None, None, 4),
        *("Bus station, Albuquerque, New Mexico", "", "Two Moons Rural Network", False),
    ),
    (
        "The week opens: three stories, read aloud",
        "Three people read what they sent us. Then you ask, and they answer.",
        *("Webinar", 0, time(12), time(12, 45), None),
        *("Online", "Join the opening", "", False),
    ),
    (
        "Tea with the front desk",
        "The people who hear it first tell what callers ask them most.",
        *("On site", 0, time(15, 30), time(17), None),
        *("Tamarack Hollow, Dayton, Ohio", "Save a seat", "Tamarack Hollow Clinics", False),
    ),
    (
        "One hour of answers",
        "Ask anything about your own record. Four librarians and a nurse answer every post.",
        *("Social media", 1, time(13), time(14), None),
        *("Wherever you see #NHITWeek", "", "Ninth Lantern Libraries", False),
    ),
    (
        "Read your record with a librarian",
        "Bring your phone. We help you open your record, and read it with you if you like.",
        *("On site", 1, time(17, 30), time(19), None),
        *("Ninth Lantern, Duluth, Minnesota", "Save a seat", "Ninth Lantern Libraries", False),
    ),
    (
        "The only copy",
        "Two caregivers open their binder. We talk about what happens when they fall ill.",
        *("Webinar", 2, time(15), time(16), None),
        *("Online", "Join the talk", "Hundred Doors Patient Council", False),
    ),
    (
        "Night shift",
        "For those who work while others sleep. Come late, leave early, say as much as you like.",
        *("Social media", 2, time(22), time(1), None),
        *("Online", "Join the night", "", False),
    ),
    (
        "Call your representative, together",
        "We meet, we practice for ten minutes, and then everybody makes one call.",
        *("Webinar", 3, time(11), time(12, 30), None),
        *("Online", "Join the calls", "", False),
    ),
    (
        "Walk from the clinic to the pharmacy",
        "Half a mile, five stops, one story at each.",
        *("On site", 3, time(16), time(17), None),
        *("Mockernut Pharmacy, Marfa, Texas", "", "Mockernut Pharmacies", True),
    ),
    (
        "What we will fix",
        "Ten people read out one promise each. In a year we ask them again.",
        *("Reading", 4, time(12), time(13), None),
        *(
            "Online, and in the hall of Gannet Bay",
            "Listen in",
            "Gannet Bay Health Exchange",
            False,
        ),
    ),
]

# Name, kind, file of the logo without its ending.
PARTNERS = [
    ("Tamarack Hollow Clinics", "Lead partner", "tamarack-hollow"),
    ("Quillback Data Trust", "Lead partner", "quillback"),
    ("Ninth Lantern Libraries", "Partner", "ninth-lantern"),
    ("Mockernut Pharmacies", "Partner", "mockernut"),
    ("Two Moons Rural Network", "Partner", "two-moons"),
    ("Gannet Bay Health Exchange", "Partner", "gannet-bay"),
    ("Hundred Doors Patient Council", "Partner", "hundred-doors"),
    ("Plumb Line Software", "Partner", "plumb-line"),
    *(
        (name, "Supporter", "")
        for name in (
            "Alder & Ash Home Care",
            "Bellwether Street Midwives",
            "Cinder Creek Ambulance Company",
            "Driftless Valley Nurses",
            "Eleven Bridges Hospice",
            "Featherstone Imaging Cooperative",
            "Goat Rock Telehealth",
            "Halfway House of Numbers",
            "Inkwell Interpreters",
            "Juniper & Daughters Dental",
            "Kettle Moon School Nurses",
            "Long Table Community Kitchen",
            "Nine Mile Dialysis",
            "Océan Nord Translators",
            "Paper Boat Pediatrics",
            "Quarter Past Standards Group",
            "Rookery Medical Students",
            "Saltmarsh Veterans Circle",
            "The Thimble Registry",
            "Upriver Midlevel Network",
            "Velvet Ant Security",
            "Willow Gate Caregivers",
            "Yonder Hill Mental Health",
            "42 Steps Rehabilitation",
        )
    ),
]

# The blocks of the page, by their names.
PARTS = {
    name: (name, value)
    for name, value in [
        (
            "programme",
            {
                "heading": "The program",
                "text": "Come to one, or to all of them. Everything is free.",
            },
        ),
        (
            "policymakers",
            {
                "heading": "Ask the people who decide",
                "text": "A letter with one true story in it is read to the end.",
                "steps": [
                    {
                        "heading": "Choose a story",
                        "text": "Take the one that made you think of home. Copy its link.",
                    },
                    {
                        "heading": "Make the letter yours",
                        "text": "Fill in what stands in brackets. Two lines of your own say more "
                        "than a page of ours.",
                    },
                    {
                        "heading": "Send it, then call",
                        "text": "Call after three days and ask who has read it.",
                    },
                ],
                "subject": "A story from home about health information",
                "letter": "Dear [name],\n\n"
                "this week people tell what health information and technology did for them. "
                "One of these stories could have happened in [your town]:\n\n"
                "[link to the story]\n\n"
                "It made me think of [one sentence of your own].\n\n"
                "Please read it. Then tell me what you will do so that it turns out well here.\n\n"
                "Thank you,\n[your name and street]",
                "button_label": "Open it in my mail program",
                "link": link("Choose a story", "stories"),
                "background": "paper",
            },
        ),
        (
            "toolkit",
            {
                "heading": "Take these along",
                "text": "Four sheets for your meeting, your phone and your wall.",
                "downloads": [
                    {
                        "document": ToDocument("sixty-seconds", "Film sixty seconds on your phone"),
                        "label": "Film sixty seconds on your phone",
                        "text": "What to do before, while and after you film.",
                        "language": "English",
                    },
                    {
                        "document": ToDocument("sesenta-segundos", "Grabe sesenta segundos"),
                        "label": "Grabe sesenta segundos",
                        "text": "The same sheet in Spanish.",
                        "language": "Spanish",
                    },
                    {
                        "document": ToDocument("reading-sheet", "Read one story at your meeting"),
                        "label": "Read one story at your meeting",
                        "text": "Four minutes, one story, one question.",
                        "language": "English",
                    },
                    {
                        "document": ToDocument("ready-posts", "Posts that are ready to use"),
                        "label": "Posts that are ready to use",
                        "text": "One for each day, with both hashtags.",
                        "language": "English",
                    },
                ],
                "background": "paper",
            },
        ),
        (
            "partners",
            {
                "heading": "Who takes part",
                "text": "Every partner on this page is invented for this demo. None of them exists.",
                "count": 12,
            },
        ),
        (
            "recap",
            {
                "heading": "What the week was",
                "text": "<p>We asked five questions. People answered from kitchens, clinics and the "
                "front seats of parked cars.</p><p>The stories stay here. So do the promises that were "
                "read out on Friday: in a year we ask again.</p>",
                "figures": [
                    {"number": "5", "label": "days, and a question for each"},
                    {"number": "10", "label": "activities on the program"},
                ],
                "pictures": [
                    ToPicture("waiting-room", "Empty chairs in a waiting room."),
                    ToPicture("library-computer", "A computer on a library desk."),
                    ToPicture("porch-telephone", "A telephone on a porch in the evening."),
                ],
            },
        ),
    ]
}
