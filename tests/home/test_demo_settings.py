"""The demo says a few words in the settings of the campaign, and takes only its own back."""

from io import StringIO

import pytest
from django.core.management import call_command

from cms.models import CampaignSettings


@pytest.mark.django_db(transaction=True)
def test_the_settings_lose_its_words_and_keep_those_of_editors():
    call_command("load_demo", stdout=StringIO())
    made = CampaignSettings.objects.get()
    assert made.footer_note and made.banner_text and not made.banner_is_on
    made.banner_text = "Our own sentence."
    made.save()
    call_command("remove_demo", "--everything", stdout=StringIO())
    made.refresh_from_db()
    assert (made.footer_note, made.banner_text) == ("", "Our own sentence.")
