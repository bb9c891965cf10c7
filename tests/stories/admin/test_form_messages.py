"""What the admin says about a form that was saved: what it lacks, and what is advised."""

import pytest
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage

from stories.admin.form_messages import list_obstacles
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def request_of(rf):
    def make_request(**headers):
        request = rf.get("/admin/", **headers)
        request.session = {}
        request._messages = FallbackStorage(request)
        return request

    return make_request


class TestListObstacles:
    def incomplete(self):
        return make.form_page(questions=make.QUESTIONS[2:], live=False)

    def test_it_names_what_is_missing(self, request_of):
        request = request_of()
        list_obstacles(request, self.incomplete())
        (message,) = get_messages(request)
        assert "It lacks: Story: what happened." in str(message)

    def test_a_whole_form_needs_no_words(self, request_of):
        request = request_of()
        pictureless = [q for q in make.QUESTIONS if not q[0].startswith("story_image")]
        list_obstacles(request, make.form_page(questions=pictureless))
        assert not list(get_messages(request))

    def test_it_advises_on_what_is_not_compulsory(self, request_of):
        request = request_of()
        plain = [q for q in make.QUESTIONS if q[0] != "consent_image"]
        list_obstacles(request, make.form_page(questions=plain))
        (message,) = get_messages(request)
        assert "would be better with: Consent: use the picture." in str(message)
        assert message.level_tag == "info"

    def test_the_autosave_and_other_pages_are_left_alone(self, request_of):
        request = request_of(HTTP_ACCEPT="application/json")
        list_obstacles(request, self.incomplete())
        list_obstacles(request, make.home_page())
        assert not list(get_messages(request))
