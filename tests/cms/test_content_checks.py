"""Editors are told where the words for a picture help nobody."""

import json
import re

import pytest
from bs4 import BeautifulSoup

from cms.content_checks import POOR_ALT
from tests import make

PATTERN = re.compile(POOR_ALT, re.IGNORECASE)


class TestPoorDescriptions:
    @pytest.mark.parametrize(
        "words",
        [
            "barn.jpg",
            "Barn at night.WEBP",
            "kitchen-table-night",
            "IMG_2041",
            "DSC 0815",
            "Screenshot-3",
            "Image of a barn",
            "A picture of my daughter",
            "the photo showing a clinic",
            "Picture",
        ],
    )
    def test_a_file_name_or_its_kind_is_pointed_out(self, words):
        assert PATTERN.search(words)

    @pytest.mark.parametrize(
        "words",
        [
            "",
            "A red barn at night with solar panels on its roof.",
            "A nurse holds a picture of her son.",
            "Two well-known doctors",
            "A state-of-the-art scanner",
            "Photographs on a kitchen table",
        ],
    )
    def test_a_description_is_left_alone(self, words):
        assert not PATTERN.search(words)


@pytest.mark.django_db
class TestInTheEditor:
    def test_the_checker_of_the_editor_asks_with_it(self, client):
        client.force_login(make.administrator())
        page = make.home_page()
        answer = client.get(f"/admin/pages/{page.pk}/edit/").content.decode()
        data = [
            json.loads(script.string)
            for script in BeautifulSoup(answer, "html.parser").find_all(
                "script", type="application/json"
            )
            if "check-image-alt-text" in (script.string or "")
        ]
        assert data
        for one in data:
            patterns = [
                check["options"]["pattern"] for check in one["spec"]["checks"] if "options" in check
            ]
            assert patterns == [POOR_ALT]
            assert "without a file name" in one["messages"]["alt-text-quality"]["help_text"]
