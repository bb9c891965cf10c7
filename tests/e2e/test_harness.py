"""The tests of the browser can fail: what it complains about reaches the list."""

import pytest


@pytest.fixture
def open_blank(page, site):
    """Open a small page of the site, with the public policy."""
    page.goto("/nothing-here/")
    return page


def run(page, code):
    """Run code in a page and give its complaints the time to arrive."""
    page.evaluate(code)
    page.wait_for_timeout(300)


class TestComplaints:
    def test_none_on_a_page_that_is_fine(self, open_blank, complaints):
        run(open_blank, "1 + 1")
        assert complaints == []

    @pytest.mark.parametrize(
        ("code", "words"),
        [
            (
                "document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">')",
                "Content Security Policy",
            ),
            (
                "{ const s = document.createElement('script'); s.text = '1'; document.body.append(s) }",
                "Content Security Policy",
            ),
            ("setTimeout(() => { throw new Error('broken') })", "broken"),
            ("{ new Image().src = '/static/nothing.png' }", "answered 404"),
            ("{ new Image().src = 'https://elsewhere.invalid/a.png' }", "another host"),
            ("console.error('said so')", "said so"),
        ],
    )
    def test_each_kind_is_noted(self, open_blank, complaints, code, words):
        run(open_blank, code)
        found = [*complaints]
        complaints.clear()
        assert any(words in complaint for complaint in found)


class TestSite:
    def test_is_ready_with_all_its_parts(self, page, site):
        site.wait_until(lambda: page.goto("/readyz").status == 200, "a ready site")

    def test_every_demo_account_gets_in(self, sign_in):
        for username in ("moderator", "editor", "privacy", "auditor", "admin"):
            page = sign_in(username)
            assert page.url.endswith("/admin/")
