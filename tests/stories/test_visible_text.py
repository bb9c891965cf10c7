"""Of a page only what a visitor sees is read, and a hashtag counts only as a whole."""

import time

import pytest

from stories.visible_text import decode, hashtags_in, read

TAGS = ("#IHeartHIT", "#NHITWeek")


def words(markup, **options):
    """Return the visible words of a page on one line."""
    return " ".join(read(markup.encode(), **options).split())


class TestWhatIsSeen:
    def test_text_title_and_what_the_page_tells_other_sites(self):
        page = """<!doctype html><html><head><title>My &amp; your story</title>
            <meta property="og:title" content="Title for others">
            <meta property='og:description' content='#IHeartHIT &gt; all'>
            <meta name=description content=short>
            <meta name="keywords" content="unseen">
            </head><body><h1>Hello</h1><p>There.</p></body></html>"""
        assert words(page) == (
            "My & your story Title for others #IHeartHIT > all short Hello There."
        )

    @pytest.mark.parametrize(
        "unseen",
        [
            "<script>#IHeartHIT</script>",
            "<script type='text/x'>if (a < b) '</p>#IHeartHIT'</SCRIPT >",
            "<style>.a::after { content: '#IHeartHIT' }</style>",
            "<template><p>#IHeartHIT</p></template>",
            "<noscript>#IHeartHIT</noscript>",
            "<!-- #IHeartHIT -->",
            "<!-- > #IHeartHIT -->",
            "<?php #IHeartHIT ?>",
            "<p hidden>#IHeartHIT</p>",
            "<div hidden=until-found><div>a</div>#IHeartHIT</div>",
            "<div HIDDEN><p>#IHeartHIT<p>more</div>",
            "<span style='color: red; display : none'>#IHeartHIT</span>",
            '<span style="visibility:hidden">#IHeartHIT</span>',
            '<img alt="#IHeartHIT" src=a.png>',
            '<a href="/tag/#IHeartHIT">a</a>',
            "<input value='#IHeartHIT'>",
            "<meta name=keywords content='#IHeartHIT'>",
        ],
    )
    def test_what_nobody_sees_is_left_out(self, unseen):
        found = words(f"<p>before</p>{unseen}<p>after</p>")
        assert found.startswith("before")
        assert found.endswith("after")
        assert "IHeartHIT" not in found

    @pytest.mark.parametrize(
        "seen",
        [
            "<p>#IHeartHIT</p>",
            "<p hidden>no<p>#IHeartHIT",
            "<textarea>#IHeartHIT</textarea>",
            "<a href='?a>b'>#IHeartHIT</a>",
            "<a href=x>#<span>IHeartHIT</span></a>",
            "<b>#I</b>Heart<!-- a -->HIT",
            "&#35;IHeartHIT",
            "<img hidden>#IHeartHIT",
            "a < b #IHeartHIT",
            "<!-->#IHeartHIT",
            "</>#IHeartHIT",
            "<script/></script>#IHeartHIT",
            "<P CLASS=a>#IHeartHIT",
        ],
    )
    def test_what_is_seen_is_found(self, seen):
        assert "#IHeartHIT" in words(seen)

    def test_lines_do_not_run_into_each_other(self):
        assert words("<p>one</p><p>two</p>three<br>four<td>five") == "one two three four five"

    def test_plain_text_is_taken_as_it_is(self):
        assert words("<b>#IHeartHIT</b>", kind="text/plain") == "<b>#IHeartHIT</b>"


class TestBrokenAndEvilPages:
    @pytest.mark.parametrize(
        "page",
        ["", "<", "<a", "</", "<!", "<!--", "<![if a]>b", "<a b='", "<script>", "&#" + "9" * 9000],
    )
    def test_nothing_is_raised(self, page):
        assert isinstance(words(page), str)

    @pytest.mark.parametrize(
        "unit",
        [
            "<",
            "<!",
            "<!--",
            "<a ",
            "</",
            "<![",
            "<?",
            "&#",
            "<a b='",
            "<script>",
            "<p hidden>",
            "<b>",
        ],
    )
    def test_much_malice_is_read_in_no_time(self, unit):
        """Python's own parser needs half a minute for each of most of these."""
        page = (unit * (2**18 // len(unit))).encode()
        start = time.process_time()
        read(page)
        assert time.process_time() - start < 4


class TestCharsets:
    TEXT = "Größe: 25 €"

    def test_the_header_is_believed(self):
        assert decode(self.TEXT.encode("iso-8859-15"), "ISO-8859-15") == self.TEXT

    def test_else_the_page_itself(self):
        for meta in (
            '<meta charset="windows-1252">',
            "<meta http-equiv=a content='b; charset=cp1252'>",
        ):
            assert self.TEXT in decode((meta + self.TEXT).encode("windows-1252"))

    def test_a_mark_at_the_start_goes_before_all(self):
        assert decode(self.TEXT.encode("utf-8-sig"), "latin-1") == self.TEXT
        assert decode(self.TEXT.encode("utf-16"), "latin-1") == self.TEXT

    @pytest.mark.parametrize(
        "charset",
        [
            "",
            "klingon",
            "punycode",
            "idna",
            "hex",
            "zlib",
            "unicode_escape",
            "utf-7",
            "rot13",
            "utf-99",
        ],
    )
    def test_what_is_no_charset_of_the_web_is_utf_8(self, charset):
        assert decode(self.TEXT.encode(), charset) == self.TEXT

    def test_a_broken_sign_leaves_the_rest(self):
        assert decode(b"a\xffb") == "a\ufffdb"


class TestHashtags:
    @pytest.mark.parametrize(
        "text",
        [
            "#IHeartHIT because",
            "yes, #ihearthit!",
            "(#IHEARTHIT)",
            "#IHeartHIT/#other",
            "#IHeartHIT-story",
            "＃IHeartHIT",
            "hashtag#IHeartHIT",
            "end.#IHeartHIT",
        ],
    )
    def test_a_whole_one_in_any_case_counts(self, text):
        assert hashtags_in(text, TAGS) == ["#IHeartHIT"]

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "#IHeartHITs",
            "#IHeartHIT2026",
            "#IHeartHIT_now",
            "IHeartHIT",
            "# IHeartHIT",
            "x#IHeartHIT",
            "&#IHeartHIT",
            "#IHeart HIT",
        ],
    )
    def test_a_part_of_another_does_not(self, text):
        assert hashtags_in(text, TAGS) == []

    def test_they_come_in_the_order_of_the_campaign(self):
        assert hashtags_in("#nhitweek #ihearthit", TAGS) == list(TAGS)

    def test_they_are_data_and_no_pattern(self):
        assert hashtags_in("#a.b #x", ["#a+b", "a.b", "", "#"]) == ["a.b"]
