"""The story form of the demo: its words, question by question, in the order they are asked."""

FORM = {
    "title": "Share your story",
    "slug": "share-your-story",
    "search_description": "Tell what health information or technology did for you or for someone "
    "you love. Three hundred words or sixty seconds.",
    "intro": "Tell us about a time when health information or technology touched your life. "
    "Your story can have up to 300 words, or be a video of up to sixty seconds. "
    "It has to be true, and it must not advertise anything.",
    "needs": "A story of yours, or of someone who said you may tell it\n"
    "If you like: a picture, or a video of up to sixty seconds\n"
    "An email address, so that we can write to you about your story",
    "rules": "It is true.\n"
    "It does not advertise a person, a product or an organization.\n"
    "Everybody in it said yes, or cannot be recognized.\n"
    "Up to 300 words. Shorter is fine.",
    "minutes": 15,
    "start_label": "Start my story",
    "closed_heading": "We are not taking stories right now",
    "closed_text": "The form opens again before the next Health IT Week. Until then you can read "
    "what other people told us.",
    "promise": "We never change facts or what happened. We publish your words as you sent them. "
    "If something needs to change, we ask you first.\n\n"
    "You can change your mind at any time. Take your story down with the link we mail you. "
    "We cannot pull back copies that other people already made.",
    "button_label": "Send my story",
    "thanks_heading": "Thank you. We have it.",
    "thanks_text": "This is the heart your words drew. It is yours, whether or not we publish.",
}

# Field type, label, hint, required, title of the page that begins here ("": the page goes on, None: the
# question itself is the heading of a new page). The consent boxes are never ticked beforehand.
FIELDS = [
    (
        "story_happened",
        "What happened?",
        "Tell it the way you would tell a friend. Leave out full names, dates of birth and record "
        "numbers of other people.",
        False,
        None,
    ),
    (
        "story_learned",
        "What did you learn?",
        "One thing you would want a colleague or a neighbor to know.",
        False,
        None,
    ),
    (
        "story_matters",
        "Who needs to hear it, and why?",
        "Think of policymakers, care teams, patients, or the people who build the technology.",
        False,
        None,
    ),
    (
        "story_because",
        "#IHeartHIT because …",
        "Say it in one breath. The whole sentence can have 280 characters, the hashtag included.",
        True,
        "Finish the sentence",
    ),
    ("story_title", "Give your story a title", "A few words of your own.", False, ""),
    ("story_topic", "What is it mostly about?", "Pick the closest one.", False, ""),
    (
        "story_image",
        "Add a picture",
        "A photo or drawing that both of us may use. 1200 by 630 pixels or larger works best. "
        "We remove hidden data, such as the place where it was taken.",
        False,
        "A picture",
    ),
    (
        "story_image_alt",
        "Describe the picture for someone who cannot see it",
        "For example: a blue pill box on a kitchen table, Tuesday still full.",
        False,
        "",
    ),
    ("story_image_credit", "Who made the picture?", "We print this name below it.", False, ""),
    (
        "story_video_file",
        "Would you rather tell it in a video?",
        "Up to sixty seconds. An MP4, MOV or WebM file of up to 200 MB.",
        False,
        "A video or a post, if you have one",
    ),
    (
        "story_video",
        "Or give the address of a video",
        "Put it on YouTube or Vimeo, and paste its address here.",
        False,
        "",
    ),
    (
        "story_captions",
        "Captions of your video file",
        "The words and sounds in it, with their times. We can help you with them later.",
        False,
        "",
    ),
    (
        "story_transcript",
        "What is said in your video file?",
        "Write it down in full, for people who cannot hear it.",
        False,
        "",
    ),
    (
        "published_url",
        "Have you published this story already?",
        "Then give us the address of your post. We link to it as the first place of your story.",
        False,
        "",
    ),
    ("published_title", "What is the title of that post?", "", False, ""),
    (
        "story_people",
        "Who else is in your story?",
        "Leave this empty if it is only about you.",
        False,
        "The people in your story",
    ),
    ("story_name", "Your name", "We show it only the way you choose below.", True, "About you"),
    (
        "story_email",
        "Your email address",
        "We send a link to it, to be sure that it is yours. We never publish it.",
        True,
        "",
    ),
    (
        "story_about",
        "Who are you in this story?",
        "For example: patient, night nurse, Ivy’s mom, developer.",
        False,
        "",
    ),
    ("story_audience", "Which of these are you?", "Pick the closest one.", False, ""),
    ("story_place", "Where do you live?", "Town and state are enough.", False, ""),
    ("story_name_shown", "How should we show your name?", "You can change this later.", True, ""),
    (
        "consent_truth",
        "This happened to me, or the people in it said I can share it.",
        "If you have not asked them yet, ask them first. We will be here.",
        True,
        "Your permission",
    ),
    (
        "consent_contact",
        "You can read my story and contact me about it.",
        "We write about this story and nothing else.",
        True,
        "",
    ),
    (
        "consent_publish",
        "You can publish it on this site, with my name shown the way I chose.",
        "Without this we read your story and do not publish it.",
        False,
        "",
    ),
    (
        "consent_social",
        "You can also quote it on social media and at events this year.",
        "Your story counts just as much without this.",
        False,
        "",
    ),
    (
        "consent_brief",
        "You can also print it in briefs that we hand to lawmakers.",
        "Paper that is handed over cannot be called back. We would ask for it.",
        False,
        "",
    ),
    (
        "consent_image",
        "You can use my picture with my story. I made it, or its maker said yes.",
        "",
        False,
        "",
    ),
    ("consent_until", "How long may we use your story?", "You can end it earlier.", True, ""),
    (
        "consent_alter",
        "I know that you may ask for changes, correct my story or not choose it.",
        "The reasons can be its substance, its intent, its grammar or a missing picture. We never "
        "change facts.",
        True,
        "",
    ),
]

# Questions of the campaign's own, beside the parts of a story: type, label, hint, choices.
EXTRA_FIELDS = [
    (
        "dropdown",
        "How did you hear about us?",
        "It helps us to find more people like you.",
        "A friend or colleague\nSocial media\nAn event\nAt work\nSomewhere else",
    ),
]
# Behind this field stands the extra question.
EXTRA_AFTER = "story_place"
