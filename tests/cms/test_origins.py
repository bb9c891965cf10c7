"""Origins of other sites: what counts as one, and that nothing else gets into a header."""

import pytest
from django.core.exceptions import ValidationError

from cms.origins import MOST_SITES, read_origins


class TestReading:
    def test_one_a_line_each_once_in_lower_case(self):
        text = "https://Partner.example.org/\r\n\n  https://news.example:8443 \nhttps://partner.example.org"
        assert read_origins(text) == ["https://partner.example.org", "https://news.example:8443"]

    def test_nothing_is_no_site(self):
        assert read_origins("") == read_origins("\n \n") == []

    def test_a_name_in_other_letters_is_written_as_browsers_send_it(self):
        assert read_origins("https://münchen.example") == ["https://xn--mnchen-3ya.example"]

    @pytest.mark.parametrize(
        "line", ["http://localhost:8001", "http://127.0.0.1:8001", "http://partner.localhost"]
    )
    def test_without_encryption_only_names_of_ones_own_machine(self, line):
        assert read_origins(line) == [line]

    @pytest.mark.parametrize(
        "line",
        [
            "http://partner.example.org",
            "http://127.0.0.1.example.org",
            "http://localhost.example.org",
            "partner.example.org",
            "https://",
            "https://*",
            "https://*.example.org",
            "*",
            "'none'",
            "data:",
            "https:",
            "https://partner.example.org/page",
            "https://partner.example.org?x=1",
            "https://partner.example.org#x",
            "https://name@partner.example.org",
            "https://partner.example.org; script-src *",
            "https://partner.example.org https://other.example.org",
            "https://a,b",
            "https://-partner.example.org",
            "https://partner..example.org",
            "https://partner.example.org:99999",
            "https://[::1",
            "javascript:alert(1)",
        ],
    )
    def test_everything_else_is_refused_and_named(self, line):
        with pytest.raises(ValidationError) as refused:
            read_origins(f"https://good.example.org\n{line}")
        (message,) = refused.value.messages
        assert message.startswith(f"{line}: ")

    def test_all_faults_are_said_at_once(self):
        with pytest.raises(ValidationError) as refused:
            read_origins("one\ntwo")
        assert len(refused.value.messages) == 2

    def test_a_header_has_room_for_so_many(self):
        sites = [f"https://partner{number}.example.org" for number in range(MOST_SITES + 1)]
        assert len(read_origins("\n".join(sites[:-1]))) == MOST_SITES
        with pytest.raises(ValidationError, match="at most"):
            read_origins("\n".join(sites))
