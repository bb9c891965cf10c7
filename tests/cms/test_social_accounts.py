"""The footer leads to the accounts of the campaign, and only to what each says it is."""

import json

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.models import SocialAccount
from tests import make

pytestmark = pytest.mark.django_db


def account(network, address):
    made = SocialAccount(settings=make.campaign_settings(), network=network, address=address)
    made.full_clean()
    return made


class TestAnAddress:
    @pytest.mark.parametrize(
        ("network", "address"),
        [
            ("facebook", "https://www.facebook.com/example"),
            ("x", "https://x.com/example"),
            ("x", "https://twitter.com/example"),
            ("linkedin", "https://www.linkedin.com/company/example"),
            ("bluesky", "https://bsky.app/profile/example.org"),
            ("mastodon", "https://social.example.org/@example"),
        ],
    )
    def test_leads_to_an_account_of_its_network(self, network, address):
        assert account(network, f" {address} ").address == address

    @pytest.mark.parametrize(
        ("network", "address", "words"),
        [
            ("facebook", "http://www.facebook.com/example", "begins with https://"),
            ("facebook", "www.facebook.com/example", "begins with https://"),
            ("facebook", "javascript:alert(1)", "begins with https://"),
            ("facebook", "https://facebook.com@evil.example/x", "begins with https://"),
            ("facebook", "https://[facebook.com/example", "begins with https://"),
            ("facebook", "https://x.com/example", "does not lead to Facebook"),
            ("facebook", "https://facebook.com.evil.example/x", "does not lead to Facebook"),
            ("facebook", "https://notfacebook.com/x", "does not lead to Facebook"),
            ("youtube", "https://www.youtube.com/", "Add the name of the account"),
            ("mastodon", "https://social.example.org", "Add the name of the account"),
        ],
    )
    def test_that_leads_elsewhere_is_refused_with_what_to_do(self, network, address, words):
        with pytest.raises(ValidationError) as refused:
            account(network, address)
        (message,) = refused.value.message_dict["address"]
        assert words in message

    def test_each_network_stands_once(self):
        account("x", "https://x.com/one").save()
        with pytest.raises(IntegrityError), transaction.atomic():
            SocialAccount.objects.create(
                settings=make.campaign_settings(), network="x", address="https://x.com/two"
            )


class TestSearchEngines:
    def publisher(self, client):
        page = BeautifulSoup(client.get(make.story().url).content, "html.parser")
        data = [json.loads(part.string) for part in page.select("script[type*=json]")]
        return next(one["publisher"] for one in data if one["@type"] == "Article")

    def test_learn_whose_accounts_they_are(self, client):
        account("x", "https://x.com/example").save()
        assert self.publisher(client)["sameAs"] == ["https://x.com/example"]

    def test_learn_nothing_where_there_are_none(self, client):
        assert "sameAs" not in self.publisher(client)


class TestTheFooter:
    def footer(self, client, path="/"):
        return BeautifulSoup(client.get(path).content, "html.parser").find("footer")

    def test_names_the_accounts_in_their_order(self, client):
        for order, network in ((2, "facebook"), (1, "linkedin")):
            made = account(network, f"https://www.{network}.com/example")
            made.sort_order = order
            made.save()
        links = self.footer(client).select(".follow a")
        assert [(link.get_text(), link["href"], link["rel"]) for link in links] == [
            ("LinkedIn", "https://www.linkedin.com/example", ["me", "noopener"]),
            ("Facebook", "https://www.facebook.com/example", ["me", "noopener"]),
        ]

    def test_says_nothing_of_accounts_where_there_are_none(self, client):
        assert "Follow the campaign" not in self.footer(client).get_text()

    def test_says_its_note_below_the_tagline(self, client):
        make.campaign_settings(tagline="A year.", footer_note="Paid for by <nobody>.")
        words = [line.get_text() for line in self.footer(client).select("p")]
        assert words == ["A year.", "Paid for by <nobody>."]
