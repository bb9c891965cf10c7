"""Who hears of a step that waits: Wagtail's own mail is for pages, never for stories."""

import pytest
from django.contrib.auth.models import Group
from django.core import mail
from wagtail.models import GroupApprovalTask, Workflow, WorkflowTask

from stories import emails
from tests import make


@pytest.mark.django_db
class TestTheMailOfWagtail:
    def test_a_story_sends_no_mail_of_wagtail_to_moderators(self):
        make.moderator()
        with emails.silence():
            make.submission()
        assert mail.outbox == []

    def test_a_page_still_sends_one_to_its_group(self):
        reviewer = make.user("Campaign editors")
        task = GroupApprovalTask.objects.create(name="Look at the page")
        task.groups.add(Group.objects.get(name="Campaign editors"))
        workflow = Workflow.objects.create(name="Pages")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        page = make.home_page()
        page.save_revision()
        workflow.start(page, make.administrator())
        assert [message.to for message in mail.outbox] == [[reviewer.email]]
