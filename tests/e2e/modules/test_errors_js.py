"""The error summary takes the focus and leads to the questions."""

import pytest

SUMMARY = """
<div class="error-summary" id="error-summary" tabindex="-1"><ul>
  <li><a href="#id_title">Enter a title</a></li>
  <li><a href="#id_name_shown">Choose how to show your name</a></li>
  <li><a href="#gone">A question that is not here</a></li></ul></div>
<div id="far"></div>
<label for="id_title" id="label">Title</label><input id="id_title">
<fieldset id="id_name_shown"><legend>Your name</legend><input type="radio" id="full"></fieldset>"""


class TestErrorSummary:
    def test_it_has_the_focus_when_the_page_opens(self, open_page):
        page = open_page(SUMMARY, "errors.js")
        assert page.evaluate("document.activeElement.id") == "error-summary"

    @pytest.mark.parametrize(("link", "field"), [(0, "id_title"), (1, "full")])
    def test_a_link_focuses_its_field_with_the_question_in_view(self, open_page, link, field):
        page = open_page(SUMMARY, "errors.js")
        page.evaluate("document.querySelector('#far').style.height = '3000px'")
        page.locator("a").nth(link).click()
        assert page.evaluate("document.activeElement.id") == field
        question = ("#label", "legend")[link]
        assert page.locator(question).bounding_box()["y"] in range(-1, 700)

    def test_a_link_to_nothing_does_no_harm(self, open_page):
        open_page(SUMMARY, "errors.js").locator("a").nth(2).click()

    def test_a_page_without_errors_is_left_alone(self, open_page):
        page = open_page("<input id='id_title'>", "errors.js")
        assert page.evaluate("document.activeElement === document.body")
