"""One story from the landing page's form to the landing page: the whole chain, through a real browser."""

import re

from playwright.sync_api import expect

from tests.e2e.form_walk import FormWalk, own_address

HAPPENED = (
    "My sister fainted at the bus stop in Laramie. The driver read her bracelet aloud.\n\n"
    "Before the doors closed, a dispatcher knew about her heart."
)
LEARNED = "A bracelet with a number on it is lighter than a folder."
MATTERS = "People who plan buses should know that they carry patients."
BECAUSE = "because a bus driver could read my sister’s heart aloud"
LINE = f"#IHeartHIT {BECAUSE}"
EMAIL = "junia.pell@example.net"
QUOTE = BECAUSE.removeprefix("because ")

# Wagtail's editor keeps drafts by itself; one that another test left on the landing page would stop the placing.
SETTLE = """
from home.models import HomePage
for page in HomePage.objects.live():
    if page.has_unpublished_changes:
        page.get_latest_revision().publish()
"""
ANSWERS = {
    "story_happened": HAPPENED,
    "story_learned": LEARNED,
    "story_matters": MATTERS,
    "story_because": BECAUSE,
    "story_title": "The number on the bracelet",
    "story_image_alt": "A raspberry-colored wall.",
    "story_image_credit": "A neighbor",
    "story_people-0-relation": "my sister",
    "story_name": "Junia Pell",
    "story_email": EMAIL,
    "story_about": "Sister and bus rider",
    "story_place": "Laramie, Wyoming",
}


def absent(page, *addresses):
    """Check that no word of the story shows on public pages."""
    for address in addresses:
        page.goto(address)
        expect(page.locator("body")).not_to_contain_text(QUOTE)


def test_a_story_travels_from_the_form_to_the_landing_page(site, new_page, sign_in):
    site.manage("shell", "-v", "0", "-c", SETTLE)
    visitor = new_page(extra_http_headers=own_address())

    # The visitor starts on the landing page; that page sets no cookie and asks for no token.
    visitor.goto("/")
    assert visitor.context.cookies() == []
    visitor.fill("form[action*=start] [name=story_happened]", HAPPENED)
    visitor.click("form[action*=start] button[type=submit]")
    visitor.wait_for_url(re.compile("/share-your-story/[^/]+/"))
    expect(visitor.locator("[name=story_happened]")).to_have_value(HAPPENED)

    # Page by page. Gone on too early: everything typed stays, and each field says how to go on.
    walk = FormWalk(visitor, ANSWERS)
    for _ in walk.steps():
        if "story_name" in walk.names():
            visitor.fill("[name=story_email]", EMAIL)
            visitor.locator("#story-form button[type=submit]:not([name])").last.click()
            expect(visitor).to_have_title(re.compile("^Error: "))
            expect(visitor.locator(".error-summary")).to_be_focused()
            expect(visitor.locator("[name=story_email]")).to_have_value(EMAIL)
            expect(visitor.locator("[name=story_name]")).to_have_attribute("aria-invalid", "true")
        walk.fill()
    walk.pass_look_again()

    # Checked and sent: a thank-you page that survives a reload and shows the number.
    expect(visitor.locator("main")).to_contain_text("The driver read her bracelet aloud.")
    number = walk.send()
    visitor.reload()
    expect(visitor.locator("main")).to_contain_text(number)

    # The sender confirms the address; opening the link alone decides nothing.
    mail = site.wait_for_mail(EMAIL, number)
    link = re.search(r"http\S+/confirm/\S+", mail.text).group()
    visitor.goto(link)
    moderator = sign_in("moderator")
    moderator.goto(f"/admin/submissions/?q={number}")
    expect(moderator.locator("main")).to_contain_text("Address not confirmed")
    visitor.click("main button[type=submit]")
    expect(visitor.locator("main")).to_contain_text("confirmed")

    # Nothing is public yet.
    absent(visitor, "/", "/stories/")

    # The moderator finds it in the queue, reads it, and says yes at both steps by keyboard.
    moderator.goto(f"/admin/submissions/?q={number}")
    moderator.click(f"a:has-text('{QUOTE}')")
    expect(moderator.locator("main")).to_contain_text("The driver read her bracelet aloud.")
    desk = moderator.url
    # The keys come with the page's script.
    moderator.wait_for_load_state()
    moderator.keyboard.press("a")
    moderator.wait_for_url(lambda url: url != desk)
    moderator.goto(desk)
    expect(moderator.locator("main")).to_contain_text("Editorial review")
    moderator.click("button:has-text('Approve')")
    moderator.wait_for_url(lambda url: url != desk)
    assert site.wait_for_mail(EMAIL, "was chosen")
    absent(visitor, "/", "/stories/")

    # The editor makes the page and places it on the landing page, published.
    editor = sign_in("editor")
    editor.goto(desk)
    editor.click("button:has-text('Make the story page')")
    editor.wait_for_url(re.compile("/place/"))
    absent(visitor, "/", "/stories/")
    landing = editor.locator("fieldset").filter(has_text="#IHeartHIT").first
    landing.get_by_label("People who heart health IT").check()
    editor.click("button[name=action][value=publish]")
    expect(editor.locator(".messages")).to_contain_text("is published in")

    # The visitor meets it: on the landing page, in the list, on its own page.
    visitor.goto("/")
    card = visitor.locator(f"a:has-text('{QUOTE}')").first
    expect(card).to_be_visible()
    card.click()
    visitor.wait_for_url(re.compile("/stories/[^/]+/$"))
    main = visitor.locator("main")
    for words in ("The driver read her bracelet aloud.", LEARNED, MATTERS, QUOTE, "Junia"):
        expect(main).to_contain_text(words)
    expect(main).not_to_contain_text("Pell")
    expect(visitor.locator("body")).not_to_contain_text(EMAIL)
    expect(visitor.get_by_alt_text("A raspberry-colored wall.").first).to_be_visible()
    story = visitor.url
    visitor.goto("/stories/")
    expect(visitor.locator("main")).to_contain_text(QUOTE)
    assert story in site.wait_for_mail(EMAIL, "is live").text

    # The auditor sees how it came about; the register knows where it stands.
    auditor = sign_in("auditor")
    auditor.goto(desk)
    expect(auditor.locator("main")).to_contain_text("Approved")
    expect(auditor.locator("button:has-text('Approve')")).to_have_count(0)
