"""Every kind of page that visitors read holds the accessibility checklist, in both languages and at six widths."""

import pytest

from tests.e2e import accessibility
from tests.e2e.looking import LINES, SIZES, walk_with
from tests.e2e.reading_pages import PAGES, find_pages

# The widths that the checklist asks for beside those of `looking`.
MORE_WIDTHS = (768, 1024, 1920)


@pytest.fixture(scope="module")
def walked(browser, site):
    """Every page, looked at once."""
    pages = find_pages(site)
    with walk_with(browser, site) as walked:
        for name, address in pages.items():
            walked.page.goto(address)
            walked.look(name)
            for width in (*SIZES, *MORE_WIDTHS):
                accessibility.resize(walked.page, width, 900)
                at = f"{name} at {width} px"
                walked.note("text and art", at, accessibility.art(walked.page))
                if width in MORE_WIDTHS:
                    walked.note("fits the window", at, accessibility.fits(walked.page))
        yield walked


class TestEveryPage:
    @pytest.mark.parametrize("line", ["1 axe", *LINES, "14 help", "text and art"])
    def test_holds_the_line(self, walked, line):
        assert walked.found[line] == []

    def test_keeps_the_content_policy(self, walked):
        # What is not there is what the browser is asked to complain about.
        assert [said for said in walked.complaints if "404" not in said and "410" not in said] == []

    def test_was_looked_at(self, walked):
        assert len(walked.seen) == len(PAGES) + 4
