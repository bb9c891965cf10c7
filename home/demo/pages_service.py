"""The service pages of the demo: help with the form, accessibility and privacy."""

from home.demo.pages_text import MAIL
from home.demo.refs import link

HELP = {
    "title": "Help with the form",
    "slug": "help-with-the-form",
    "search_description": "How to write your story, what to leave out, and what to do when "
    "something does not work.",
    "intro": "How to start, what to leave out, and what to do when something does not work.",
    "body": [
        (
            "questions",
            {
                "heading": "Writing",
                "questions": [
                    {
                        "question": "I do not know how to begin.",
                        "answer": "<p>Begin in the middle. Try one of these: “The room was …”, “I "
                        "was holding …”, “Nobody had told me …”. You can cut the line later.</p>",
                    },
                    {
                        "question": "Is 300 words a lot?",
                        "answer": "<p>It is about one page. The three story questions share the "
                        "300 words. If you go over, the form says by how many, and cuts "
                        "nothing.</p>",
                    },
                    {
                        "question": "What should I leave out?",
                        "answer": "<p>Other people’s full names, dates of birth, addresses and "
                        "record numbers. “My neighbor” is nearly always enough.</p>",
                    },
                    {
                        "question": "Someone else is in my story. What do I do?",
                        "answer": "<p>Ask them. Show them what you wrote. If you cannot ask, tell "
                        "it so that nobody could know who it is.</p>",
                    },
                ],
            },
        ),
        (
            "questions",
            {
                "heading": "Pictures and videos",
                "questions": [
                    {
                        "question": "Which pictures work?",
                        "answer": "<p>A photo or drawing as JPEG, PNG, WebP or HEIC, up to 15 "
                        "megabytes. 1200 by 630 pixels is a good size. Below 600 by 315 it is too "
                        "small to print well.</p>",
                    },
                    {
                        "question": "What do you do with the hidden data in my photo?",
                        "answer": "<p>We remove it before we store the picture. Phones write the "
                        "place, the time and the device into a photo. We keep none of it.</p>",
                    },
                    {
                        "question": "How do I send a video?",
                        "answer": "<p>Choose the file in the form: MP4, MOV or WebM, up to 200 "
                        "megabytes. Or paste its address on YouTube or Vimeo. Sixty seconds at "
                        "most. We also ask for captions and for the words that are spoken, so "
                        "that everybody can follow it.</p>",
                    },
                ],
            },
        ),
        (
            "questions",
            {
                "heading": "Sending",
                "questions": [
                    {
                        "question": "The form says that something is wrong.",
                        "answer": "<p>Look at the list on top of the page. Each line leads to the "
                        "question it is about. What you typed is still there.</p>",
                    },
                    {
                        "question": "I did not get the mail.",
                        "answer": "<p>Wait ten minutes and look into the spam folder. If it is not "
                        f"there, write to {MAIL}. Your story is safe in the meantime.</p>",
                    },
                    {
                        "question": "I pressed the button twice.",
                        "answer": "<p>Nothing bad happens. We have it once.</p>",
                    },
                    {
                        "question": "Can somebody help me write it?",
                        "answer": f"<p>Yes. Write to {MAIL} and tell us how we can reach you.</p>",
                    },
                ],
            },
        ),
        (
            "call_to_action",
            {
                "heading": "Ready when you are",
                "text": "Start with one true sentence.",
                "button": link("Share your story", "form"),
                "background": "night",
            },
        ),
    ],
}

ACCESSIBILITY = {
    "title": "Accessibility",
    "slug": "accessibility",
    "search_description": "How this site is built so that everybody can read it and send a story. "
    "And what to do when it fails you.",
    "intro": "Everybody should be able to read a story here, and to send one.",
    "body": [
        ("heading", {"text": "What we aim for"}),
        (
            "text",
            "<p>We build to the Web Content Accessibility Guidelines, version 2.2, level AA. We "
            "check every kind of page, in light and dark, on a phone and on a large screen.</p>",
        ),
        ("heading", {"text": "What you can count on"}),
        (
            "text",
            "<ul><li>Everything works with a keyboard alone.</li>"
            "<li>Everything works without scripts, the form as well.</li>"
            "<li>You can make the text twice as large, and nothing is cut off.</li>"
            "<li>The form has no puzzle to solve and no password.</li>"
            "<li>A mistake in the form is named in words, at the top and at the question.</li>"
            "<li>Nothing on a page plays by itself.</li>"
            "<li>Every picture with a story has a description.</li></ul>",
        ),
        ("heading", {"text": "What we know is not good enough"}),
        (
            "text",
            "<p>Some stories are videos at YouTube or Vimeo. We ask people to add captions there, "
            "and we cannot add them for them. If you need the words of a video, write to us.</p>",
        ),
        ("heading", {"text": "Tell us when it fails you"}),
        (
            "text",
            f"<p>Write to {MAIL}. Say what you wanted to do and what got in the way. You may also "
            "send us your story by mail, in any form that suits you.</p>",
        ),
    ],
}

PRIVACY = {
    "title": "Privacy",
    "slug": "privacy",
    "search_description": "What we keep when you send a story, who can see it, and what we do not "
    "collect at all.",
    "intro": "What we keep when you send a story, who can see it, and what we do not collect.",
    "body": [
        ("heading", {"text": "What we keep when you send a story"}),
        (
            "text",
            "<ul><li>What you typed, and the picture without its hidden data.</li>"
            "<li>Your name and your email address.</li>"
            "<li>Each permission you gave, in its exact words, with the date.</li>"
            "<li>What our readers decided, and what we wrote to you.</li></ul>"
            "<p>We do not store the address of your device with your story.</p>",
        ),
        ("heading", {"text": "Who can see it"}),
        (
            "text",
            "<p>The readers and editors of the campaign, and the staff who answer privacy "
            "questions. Your email address is never published. Your name is published only the "
            "way you chose.</p><p>Your picture stays in a private store until your story is "
            "published.</p>",
        ),
        ("heading", {"text": "When you only read"}),
        (
            "text",
            "<p>We use no trackers. No page here loads anything from another company. Reading "
            "pages set no cookie. The form sets cookies of our own, because it cannot work "
            "without them.</p><p>A video stays at YouTube or Vimeo. You go there only if you "
            "choose to.</p>",
        ),
        ("heading", {"text": "How long we keep it"}),
        (
            "text",
            "<p>We keep your story until you ask us to take it down or to erase it. When you "
            "begin a story and do not send it, we erase what you typed after 30 days.</p>",
        ),
        ("heading", {"text": "What you can ask of us"}),
        (
            "text",
            "<p>To see it, to correct it, to take it down, to erase it. "
            '<a page="rights">Your rights over your story</a> says how. Or write to '
            f"{MAIL}.</p>",
        ),
    ],
}

PAGES = {"help": HELP, "accessibility": ACCESSIBILITY, "privacy": PRIVACY}
