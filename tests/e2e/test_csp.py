"""Public pages, the user bar, the preview panel and the admin keep their content policy.

Every page is watched by the fixtures: one report of the policy, and the test fails.
"""

import pytest
from playwright.sync_api import expect

from tests.e2e.patience import wait_until

PUBLIC = [
    "/",
    "/share-your-story/",
    "/share-your-story/what-happened/",
    "/stories/",
    "/nhit-week/",
    "/nothing-here/",
]
ADMIN = [
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/submissions/",
    "/admin/reports/site-history/",
    "/admin/workflows/list/",
    "/admin/users/",
    "/admin/settings/cms/campaignsettings/",
]

WATCHES_EDITS = """() => wagtail.app.getControllerForElementAndIdentifier(
    document.querySelector("[data-edit-form]"), "w-unsaved")?.initialFormData"""


def scroll_to_the_end(page):
    """Let everything load that waits until it is seen."""
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
    page.wait_for_load_state("networkidle")


def edit_this_page(page):
    """Open the editor of the page that is shown, through the user bar."""
    page.locator("[data-wagtail-userbar-trigger]").click()
    page.get_by_role("menuitem", name="Edit this page").click()
    page.wait_for_url("**/admin/pages/*/edit/")


class TestPublicPages:
    @pytest.mark.parametrize("path", PUBLIC)
    def test_keep_the_policy(self, page, path):
        page.goto(path)
        scroll_to_the_end(page)
        expect(page.locator("h1")).to_have_count(1)

    def test_so_does_a_story(self, page):
        page.goto("/stories/")
        page.locator("main .card a").first.click()
        page.wait_for_load_state("networkidle")
        assert page.url.rstrip("/").rpartition("/")[2] != "stories"

    @pytest.mark.parametrize("scheme", ["light", "dark"])
    def test_so_do_phones_in_both_schemes(self, new_page, scheme):
        phone = new_page(viewport={"width": 390, "height": 844}, color_scheme=scheme)
        for path in PUBLIC:
            phone.goto(path)
            scroll_to_the_end(phone)

    def test_reading_sets_no_cookie(self, page):
        for path in ("/", "/stories/", "/nhit-week/"):
            page.goto(path)
        assert page.context.cookies() == []


class TestUserBar:
    def test_opens_on_a_public_page_and_leads_to_the_editor(self, sign_in):
        page = sign_in("editor")
        page.goto("/")
        page.locator("[data-wagtail-userbar-trigger]").click()
        item = page.get_by_role("menuitem", name="Edit this page")
        expect(item).to_be_visible()
        # Unstyled, the bar would stand in the text of the page instead of floating above it.
        position = page.locator("[data-wagtail-userbar]").evaluate(
            "bar => getComputedStyle(bar).position"
        )
        assert position == "fixed"
        item.click()
        page.wait_for_url("**/admin/pages/*/edit/")

    def test_is_not_there_for_visitors(self, page):
        page.goto("/")
        expect(page.locator("wagtail-userbar")).to_have_count(0)


class TestPreviewPanel:
    @pytest.mark.parametrize("path", ["/", "/stories/", "/nhit-week/", "/share-your-story/"])
    def test_shows_the_page_as_visitors_see_it(self, sign_in, path):
        page = sign_in("editor")
        page.goto(path)
        heading = page.locator("h1").inner_text()
        edit_this_page(page)
        page.get_by_role("button", name="Toggle preview").click()
        frame = page.frame_locator("iframe[id*=preview]:not([id$=new])")
        expect(frame.locator("h1")).to_have_text(heading, use_inner_text=True, timeout=30_000)
        # With its style sheet the font is the site's own.
        family = frame.locator("body").evaluate("body => getComputedStyle(body).fontFamily")
        assert "Atkinson" in family

    @pytest.mark.parametrize("path", ["/", "/nhit-week/"])
    def test_shows_the_page_in_each_phase_of_the_week(self, sign_in, path):
        page = sign_in("editor")
        page.goto(path)
        edit_this_page(page)
        page.get_by_role("button", name="Toggle preview").click()
        modes = page.get_by_label("Preview mode")
        shown = []
        for phase in ("Today", "Before the week", "During the week", "After the week"):
            with page.expect_response("**/edit/preview/?*in_preview_panel=true*") as response:
                modes.select_option(label=phase)
            assert response.value.ok
            frame = page.frame_locator("iframe[id*=preview]:not([id$=new])")
            expect(frame.locator("h1")).to_have_count(1, timeout=30_000)
            shown.append(response.value.text())
        assert len({*shown[1:]}) == 3

    def test_shows_what_is_typed_before_it_is_saved(self, sign_in):
        page = sign_in("editor")
        page.goto("/stories/")
        edit_this_page(page)
        page.get_by_role("button", name="Toggle preview").click()
        heading = page.frame_locator("iframe[id*=preview]:not([id$=new])").locator("h1")
        title = page.locator("#id_title")
        before = title.input_value()
        # Wagtail takes what stands in the form two seconds after it opened for unchanged, and asks
        # twice, a few hundredths of a second apart.
        wait_until(page, WATCHES_EDITS)
        page.wait_for_timeout(1000)
        # The editor saves what is typed as a draft of the page, which the other tests look at too.
        for words in ("Stories of a different name", before):
            title.fill(words)
            expect(heading).to_have_text(words, use_inner_text=True, timeout=30_000)


class TestAdmin:
    @pytest.mark.parametrize("path", ADMIN)
    def test_keeps_its_policy(self, sign_in, path):
        page = sign_in("admin")
        page.goto(path)
        page.wait_for_load_state("networkidle")
        expect(page.locator("main :is(h1, h2)").first).to_be_visible()
