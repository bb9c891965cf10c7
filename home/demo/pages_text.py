"""The text pages of the demo: about, choosing, rights, help, accessibility and privacy."""

from home.demo.refs import ToPicture, link

# In rich text, page="name" is a link to a page of the demo.
MAIL = '<a href="mailto:stories@example.org">stories@example.org</a>'

ABOUT = {
    "title": "About #IHeartHIT",
    "slug": "about",
    "search_description": "A year of true stories about what health information and technology do "
    "for people, told by the people themselves.",
    "intro": "A year of true stories about what health information and technology do for people. "
    "The people themselves tell them.",
    "body": [
        (
            "text_and_picture",
            {
                "heading": "Why stories",
                "text": "<p>A record that arrives on time makes no noise. A warning that works is "
                "a day on which nothing happened. So the people who make the rules, and pay for "
                "them, seldom hear about it.</p><p>You were there. You know what it was like when "
                "somebody already knew your name, your allergy or your son’s. You also know what "
                "it was like when nobody did.</p>",
                "picture": ToPicture(
                    "waiting-room",
                    "A drawing of four chairs in a waiting room. A tablet leans on the yellow one.",
                ),
                "picture_side": "end",
            },
        ),
        ("heading", {"text": "What we do with them"}),
        (
            "text",
            "<p>We publish stories on this site all year. In the week we put them in front of "
            "people who build, buy, run and regulate health technology. With your permission we "
            "quote them on social media and at events.</p><p>A story here praises nobody’s "
            "product. It can praise a night nurse, a clerk, a good idea or a broken bracket.</p>",
        ),
        ("heading", {"text": "Who may tell one"}),
        (
            "text",
            "<ul><li>You were a patient, or you love someone who was.</li><li>You look after "
            "people for a living.</li><li>You build, run or repair what they use.</li></ul>"
            "<p>It can be funny. It can be angry. It has to be true.</p>",
        ),
        (
            "call_to_action",
            {
                "heading": "You have one. Most people do.",
                "text": "Three hundred words or sixty seconds. You need no account.",
                "button": link("Share your story", "form"),
                "background": "night",
            },
        ),
    ],
}

CHOOSING = {
    "title": "How we choose and edit stories",
    "slug": "how-we-choose",
    "search_description": "Who reads your story, why we may ask for changes or say no, and what we "
    "never touch.",
    "intro": "A person reads every story. This page says what that person looks at, and what "
    "nobody here may change.",
    "body": [
        (
            "steps",
            {
                "heading": "What happens to your story",
                "text": "Two readers, one after the other.",
                "steps": [
                    {
                        "heading": "You confirm your address",
                        "text": "We mail you a link. Nothing goes on the site before you open it.",
                    },
                    {
                        "heading": "A moderator reads it",
                        "text": "Is it a true story, is it about our subject, and did the people "
                        "in it agree?",
                    },
                    {
                        "heading": "An editor reads it",
                        "text": "Can a stranger follow it? Does the picture work? Then we say "
                        "yes, no, or what we need.",
                    },
                    {
                        "heading": "We publish it",
                        "text": "You get a mail with its address. It may also stand on the landing "
                        "page or in the week.",
                    },
                ],
                "button": {"label": "", "page": None, "address": ""},
                "background": "tint",
            },
        ),
        ("heading", {"text": "What we never change"}),
        (
            "text",
            "<p>We never alter facts, and we never alter what you say happened. Numbers, dates, "
            "names, doses and quotations stay as they are.</p><p>Your original is sealed when it "
            "arrives. Nobody can rewrite it, not even us.</p><p>We may mend spelling and shorten. You "
            "see every edit first, beside your own words. Small edits may go live if you say "
            "nothing for two days. Anything that changes a fact, or leaves somebody out, goes "
            "live only with your yes.</p>",
        ),
        ("heading", {"text": "Why we may ask for changes or say no"}),
        (
            "text",
            "<ul><li><b>Substance:</b> it is not about health information or technology.</li>"
            "<li><b>Intent:</b> it is not meant as a true, personal story.</li>"
            "<li><b>Grammar:</b> we cannot be sure what you mean.</li>"
            "<li><b>Missing picture:</b> the story needs one. We will say which.</li>"
            "<li><b>Promotion:</b> it advertises a person, a product or an organization.</li>"
            "<li><b>Permission:</b> someone in it has not agreed.</li></ul>"
            "<p>We always tell you which one it is. Many of them can be mended, and then you may "
            "send it again.</p>",
        ),
        (
            "questions",
            {
                "heading": "Questions people ask",
                "questions": [
                    {
                        "question": "May I mention where I work?",
                        "answer": "<p>Yes, if the story needs it. Leave out whatever would make it "
                        "an advertisement.</p>",
                    },
                    {
                        "question": "May I tell a story that went badly?",
                        "answer": "<p>Yes. Say what you learned and who needs to hear it. Please "
                        "do not accuse anyone by name.</p>",
                    },
                    {
                        "question": "Do I need a picture?",
                        "answer": "<p>No. Every story draws its own heart from its words. A "
                        "picture helps when the story talks about something we want to see.</p>",
                    },
                    {
                        "question": "Does a machine decide anything?",
                        "answer": "<p>No. A filter may set a message aside that looks like "
                        "advertising. A person looks at those as well.</p>",
                    },
                ],
            },
        ),
    ],
}

RIGHTS = {
    "title": "Your rights over your story",
    "slug": "your-rights",
    "search_description": "Your story stays yours. What you can ask for, at any time, and how.",
    "intro": "Your story stays yours. You lend it to us, and you can have it back.",
    "body": [
        ("heading", {"text": "What you can ask for"}),
        (
            "text",
            "<ul><li><b>Show my name another way.</b> Full name, first name or none.</li>"
            "<li><b>Stop quoting it elsewhere.</b> It can stay on the site all the same.</li>"
            "<li><b>Correct it.</b> Your new version goes through the same two readers.</li>"
            "<li><b>Take it down.</b> You do not have to say why.</li>"
            "<li><b>Send me what you have.</b> Everything we keep about you and your story.</li>"
            "<li><b>Erase it.</b> The story, the picture, your address, all of it.</li></ul>"
            f"<p>Write to {MAIL} from the address you used. Tell us your story number if you have "
            "it. It is on the page you saw after sending, and in our first mail.</p>",
        ),
        ("heading", {"text": "What you agreed to, word for word"}),
        (
            "text",
            "<p>Each box you tick is its own permission. We keep the exact words that stood "
            "beside it, and when you ticked it. You can take back one and keep the others.</p>",
        ),
        ("heading", {"text": "People in your story"}),
        (
            "text",
            "<p>They have rights too. If you are in somebody’s story and did not agree to it, "
            "write to us. We take the story down while we ask.</p>",
        ),
        ("heading", {"text": "What we cannot do"}),
        (
            "text",
            "<p>We cannot pull back copies that other people already made. Think of a shared "
            "post, a printed page, a photo of a screen. We say so before you send, because it is true of "
            "everything on the web.</p>",
        ),
        (
            "call_to_action",
            {
                "heading": "Changed your mind?",
                "text": "That is all right. You do not owe anyone a reason.",
                "button": link("Take down or change a story", "take-down"),
                "background": "night",
            },
        ),
    ],
}

TAKE_DOWN = {
    "title": "Take down or change a story",
    "slug": "take-down-or-change",
    "search_description": "How to have your story taken down, changed or erased: one short mail "
    "is enough.",
    "intro": "One short mail is enough. You do not need a form, an account or a reason.",
    "body": [
        (
            "steps",
            {
                "heading": "Three things to write",
                "text": "Send them to stories@example.org.",
                "steps": [
                    {
                        "heading": "Which story",
                        "text": "Its number, such as IHH-4K7Q-29, or its address on this site.",
                    },
                    {
                        "heading": "What you want",
                        "text": "For example: take it down, show no name, correct this, erase "
                        "everything.",
                    },
                    {
                        "heading": "Who you are",
                        "text": "Write from the address you used, so that we know it is you.",
                    },
                ],
                "button": {"label": "", "page": None, "address": ""},
                "background": "tint",
            },
        ),
        ("heading", {"text": "What happens then"}),
        (
            "text",
            "<p>When we take a story down, it leaves every page of this site within a minute. Its "
            "address then says only that the story is gone.</p><p>We answer your mail when it is done. If "
            "we quoted your story elsewhere, we remove those posts and tell you what is left.</p>",
        ),
        ("heading", {"text": "If you are a person in the story"}),
        (
            "text",
            f"<p>Write to {MAIL} and tell us which story it is. We take it down first and ask "
            "questions later.</p>",
        ),
    ],
}

PAGES = {"about": ABOUT, "choosing": CHOOSING, "rights": RIGHTS, "take-down": TAKE_DOWN}
