"""The demo's week has a program, partners and a toolkit, all of them invented and whole."""

from pathlib import Path

import pytest
from PIL import Image
from wagtail.documents import get_document_model

from cms.models import CampaignImage
from events.models import Activity, ActivityKind, Partner, PartnerKind
from home.demo import pages_week, week
from home.demo.refs import ToDocument
from tests import make

LOGOS = Path(week.__file__).resolve().parent / "logos"


class TestTheLogos:
    def test_each_has_its_source_and_nothing_foreign_in_it(self):
        logos = {logo for _, _, logo in pages_week.PARTNERS if logo}
        assert {file.stem for file in LOGOS.glob("*.png")} == logos
        for logo in logos:
            source = (LOGOS / f"{logo}.svg").read_text()
            assert not any(word in source for word in ("<image", "<script", "href"))
            with Image.open(LOGOS / f"{logo}.png") as picture:
                assert picture.size == (720, 280)


@pytest.mark.django_db
class TestFilling:
    @pytest.fixture
    def edition(self):
        edition = make.edition()
        week.fill(edition)
        return edition

    def test_every_activity_can_be(self, edition):
        assert edition.activities.count() == len(pages_week.ACTIVITIES)
        for activity in edition.activities.all():
            activity.full_clean()

    def test_every_host_is_a_partner(self, edition):
        hosts = {row[9] for row in pages_week.ACTIVITIES if row[9]}
        found = edition.activities.exclude(partner=None)
        assert {activity.partner.name for activity in found} == hosts

    def test_there_are_partners_with_and_without_a_logo(self, edition):
        assert edition.partners.count() == len(pages_week.PARTNERS) >= 30
        assert 1 <= edition.partners.filter(logo=None).count() < edition.partners.count()

    def test_every_link_leads_nowhere(self, edition):
        links = [row.link for row in edition.activities.exclude(link="")]
        links += [row.address for row in edition.partners.exclude(address="")]
        assert links and all(link.startswith("https://example.org/") for link in links)

    def test_a_second_time_changes_nothing(self, edition):
        counts = [model.objects.count() for model in (Activity, Partner, CampaignImage)]
        week.fill(edition)
        assert [model.objects.count() for model in (Activity, Partner, CampaignImage)] == counts

    def test_it_goes_again_and_leaves_what_real_rows_need(self, edition):
        ref = ToDocument("sixty-seconds", "Film sixty seconds on your phone")
        document = week.document_of(ref)
        assert week.document_of(ref) == document
        edition.activities.exclude(kind__name="Webinar").delete()
        week.remove([ref.title])
        assert not Partner.objects.exists() and not PartnerKind.objects.exists()
        assert [kind.name for kind in ActivityKind.objects.all()] == ["Webinar"]
        assert not get_document_model().objects.exists()
