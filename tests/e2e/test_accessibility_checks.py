"""Every accessibility check passes a page that is fine, and fails a page with the one fault it looks for."""

import pytest

from tests.e2e import accessibility

STYLE = """
  body { margin: 0; font: 1rem/1.5 sans-serif; color: #222; background: #fff }
  .skip:not(:focus) { position: absolute; clip-path: inset(50%) }
  :focus-visible { outline: 3px solid #222; outline-offset: 2px }
  button, nav a, summary { display: inline-block; min-block-size: 44px; min-inline-size: 44px }
  main a, footer a { display: inline-block; padding: 4px }
  input, textarea, select { min-block-size: 44px; border: 2px solid #555; max-inline-size: 100% }
  .sr-only { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%) }
"""
FORM = """
  <form id="story-form">
    <label for="a">Your name</label> <input id="a" name="story_name" autocomplete="name">
    <p><label for="b">Your mail</label> <input id="b" name="story_email" autocomplete="email"></p>
    <fieldset><legend>Shown</legend>
      <label><input type="radio" name="shown" value="1"> Full name of mine</label><br><br>
      <label><input type="radio" name="shown" value="2"> First name only</label></fieldset>
    <label for="f">Picture</label> <input type="file" id="f" name="story_image">
    <p class="sr-only">Only heard</p>
    <button>Go on</button>
  </form>"""
SUMMARY = """
  <div class="error-summary" role="alert" tabindex="-1" aria-labelledby="t"><h2 id="t">One thing to fix</h2>
    <ul><li><a href="#a">Enter your name</a></li></ul></div>"""
FIELD = """
  <label for="a">Your name</label>
  <p class="field__error" id="a-error"><span class="sr-only">Error: </span>Enter your name</p>
  <input id="a" aria-invalid="true" aria-describedby="a-error">"""
LEADS = """
  document.querySelector('.error-summary').focus();
  document.querySelector('.error-summary').addEventListener('click', event => {
    event.preventDefault(); document.querySelector(event.target.hash).focus() });"""
COUNTER = """
  <label for="c">Story</label> <textarea id="c"></textarea>
  <div class="counter"><p aria-hidden="true">10 left</p><p class="sr-only" role="status" id="s"></p></div>"""
WAITS = """
  let pause; c.oninput = () => { clearTimeout(pause);
    pause = setTimeout(() => s.textContent = c.value.length + ' typed', 1000); };"""
# Says a second thing after the first.
AGAIN = "1000); setTimeout(() => s.textContent = 'again', 1200);"
VIDEO = '<video id="v" controls preload="none" poster="p.png">{}</video>'
TRACK = '<track kind="captions" srclang="en" label="English" default>'


@pytest.fixture(scope="module")
def blank(browser):
    """One empty page for all the tests of this file."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 800}, reduced_motion="reduce", color_scheme="light"
    )
    page = context.new_page()
    yield page
    context.close()


@pytest.fixture
def show(blank):
    """Return a function that shows a page with a title, content, style and script."""

    def show(content=FORM, *, title="Test", style="", script="", lang=' lang="en-US"', skip=True):
        link = '<a class="skip" href="#main">Skip to the content</a>' if skip else ""
        main = content if "<main" in content else f'<main id="main"><h1>Test</h1>{content}</main>'
        # A document of its own, without the place and the scripts of the one before.
        blank.goto("about:blank")
        blank.set_content(
            f'<!doctype html><html{lang}><head><meta charset="utf-8"><title>{title}</title>'
            f'<meta name="viewport" content="width=device-width">'
            f"<style>{STYLE}{style}</style></head><body>{link}"
            f'{main}<footer><a href="/help/">Help with the form</a></footer>'
            f"<script>{script}</script></body></html>"
        )
        return blank

    return show


CHECKS = [
    accessibility.axe,
    accessibility.reflow,
    accessibility.fits,
    accessibility.art,
    accessibility.big_text,
    accessibility.wide_spacing,
    accessibility.targets,
    accessibility.keyboard,
    accessibility.puzzles,
    accessibility.motion,
    accessibility.forced_colors,
    accessibility.videos,
    accessibility.purposes,
    accessibility.outline,
    accessibility.file_choosers,
    accessibility.language,
]
FAULTS = [
    (accessibility.axe, {"content": "<p>Hi</p><img src='a.png'>"}, "axe image-alt"),
    (accessibility.axe, {"style": "main { color: #bbb }"}, "axe color-contrast"),
    (
        accessibility.reflow,
        {"style": "form { inline-size: 25rem }"},
        "400 px wide in a window of 320",
    ),
    (
        accessibility.fits,
        {"content": "<div style='height: 1em; overflow: hidden'><p>One</p><p>Two</p></div>"},
        'cuts the text "Two"',
    ),
    (
        accessibility.fits,
        {"content": "<p>Under</p><p style='margin-top: -2.2em'>Over</p>"},
        'lies on "Over"',
    ),
    (
        accessibility.art,
        {
            "content": "<img alt='' src='data:,' style='display: block; block-size: 3em; inline-size: 9em'><p style='margin-top: -2em'>On it</p>"
        },
        '"On it" lies on img',
    ),
    (
        accessibility.fits,
        {
            "content": "<label for=q>Q</label><select id=q style='width: 5em'><option>A long choice</select>"
        },
        'cuts its choice "A long choice"',
    ),
    (
        accessibility.big_text,
        {"content": "<div style='height: 20px; overflow: hidden; font-size: .8rem'>Words</div>"},
        'at 200 % text: div "Words" cuts the text',
    ),
    (
        accessibility.wide_spacing,
        {
            "content": "<p style='width: 165px; overflow: hidden; white-space: nowrap'>Some words of a line</p>"
        },
        "with wide spacing: p",
    ),
    (
        accessibility.targets,
        {"content": "<p><a href='/x' style='padding: 0'>x</a></p>"},
        "less than 24",
    ),
    (
        accessibility.targets,
        {"style": "button { min-block-size: 30px !important; padding: 0 }"},
        "less than 44 high",
    ),
    (
        accessibility.targets,
        {"content": "<label for=k>K</label><input type=checkbox id=k style='min-block-size: 0'>"},
        "input#k",
    ),
    (accessibility.keyboard, {"skip": False}, "not the link to the content"),
    (
        accessibility.keyboard,
        {"style": ":focus-visible { outline: 0 !important }"},
        "shows no focus",
    ),
    (
        accessibility.keyboard,
        {"style": "footer { position: fixed; inset: 0 0 auto; height: 200px; background: #eee }"},
        "is covered by",
    ),
    (
        accessibility.keyboard,
        {"script": "f.addEventListener('keydown', e => e.preventDefault())"},
        "Tab comes back to input#f",
    ),
    (
        accessibility.keyboard,
        {"script": "a.addEventListener('focus', () => f.focus())"},
        "input#a is never reached",
    ),
    (accessibility.keyboard, {"content": "<button tabindex=2>Me first</button>"}, "out of turn"),
    (
        accessibility.keyboard,
        {"content": "<button class=sr-only>Hidden</button>"},
        "cannot be seen",
    ),
    (accessibility.puzzles, {"content": "<div class='g-Captcha'>Find the buses</div>"}, "puzzle"),
    (
        accessibility.puzzles,
        {"script": "b.addEventListener('paste', e => e.preventDefault())"},
        "refuses",
    ),
    (
        accessibility.motion,
        {"style": "@keyframes k { to { scale: 2 } } form { animation: k 1s 1 }"},
        "form#story-form",
    ),
    (
        accessibility.motion,
        {
            "style": "@media (prefers-reduced-motion: no-preference) "
            "{ @keyframes k { to { scale: 2 } } form { animation: k 1s infinite } }"
        },
        "moves (k)",
    ),
    (accessibility.motion, {"content": "<video autoplay></video>"}, "starts by itself"),
    (
        accessibility.forced_colors,
        {"content": "<p style='width: 20px; height: 8px; background: red'></p>"},
        "is a background without an edge",
    ),
    (accessibility.forced_colors, {"style": "input { border: 0 !important }"}, "has no edge"),
    (accessibility.videos, {"content": VIDEO.format("")}, "lacks captions that are on"),
    (
        accessibility.videos,
        {"content": VIDEO.format(TRACK).replace('"none"', '"auto"')},
        "preload=none",
    ),
    (
        accessibility.videos,
        {"content": VIDEO.format(TRACK).replace("poster", "data-poster")},
        "a poster",
    ),
    (accessibility.purposes, {"content": "<label>N <input name='story_name'></label>"}, '"name"'),
    (accessibility.outline, {"content": "<h1>Two</h1>"}, "2 main headings"),
    (accessibility.outline, {"content": "<h3>Deep</h3>"}, "follows an h1"),
    (
        accessibility.outline,
        {"content": "<label for=x>Lost</label>"},
        "refers by for to 0 elements",
    ),
    (
        accessibility.file_choosers,
        {"style": "input[type=file] { display: none }"},
        "shows no button",
    ),
    (accessibility.language, {"lang": ""}, "for its language"),
    (accessibility.language, {"content": "<p lang='Spanish!'>Hola</p>"}, "Spanish!"),
]


class TestFinePage:
    @pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
    def test_passes_each_check(self, show, check):
        assert check(show(FORM + VIDEO.format(TRACK))) == []

    def test_a_link_within_a_sentence_may_be_small(self, show):
        page = show("<p>Read <a href='/x' style='display: inline; padding: 0'>more</a> here.</p>")
        assert accessibility.targets(page) == []

    def test_a_box_counts_with_its_label(self, show):
        page = show(
            "<input type=checkbox id=k style='min-block-size: 0'>"
            "<label for=k style='display: inline-block; padding: 12px'>I agree</label>"
        )
        assert accessibility.targets(page) == []

    def test_a_box_that_scrolls_cuts_nothing(self, show):
        page = show(
            "<div tabindex=0 style='height: 3em; overflow: auto'><p>One</p><p>Two</p></div>"
        )
        assert accessibility.fits(page) == []

    def test_a_page_is_left_as_it_was(self, show):
        page = show(FORM)
        for check in CHECKS:
            check(page)
        assert page.viewport_size == {"width": 1280, "height": 800}
        assert page.evaluate("document.adoptedStyleSheets.length") == 0
        for feature in ("prefers-reduced-motion: reduce", "forced-colors: none"):
            assert page.evaluate(f"matchMedia('({feature})').matches")


class TestFaults:
    @pytest.mark.parametrize(("check", "page", "words"), FAULTS)
    def test_each_is_found_and_said_in_words(self, show, check, page, words):
        found = check(show(**page))
        assert any(words in finding for finding in found), found


class TestErrorPages:
    def test_a_whole_one_passes(self, show):
        page = show(SUMMARY + FIELD, title="Error: Test", script=LEADS)
        assert accessibility.errors(page) == []

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"title": "Test"}, 'the title is "Test"'),
            ({"content": FIELD}, "there is no summary"),
            ({"script": LEADS.replace("').focus();", "');", 1)}, "not on the summary"),
            (
                {"script": LEADS.replace("document.querySelector(event.target.hash).focus()", "")},
                "leads to",
            ),
            ({"content": SUMMARY + FIELD.replace("true", "false")}, "aria-invalid"),
            ({"content": SUMMARY + FIELD.replace("describedby", "details")}, "aria-describedby"),
            ({"content": SUMMARY + FIELD.replace("Enter your", "Give a")}, "stands at no field"),
            ({"content": SUMMARY.replace("Enter", "Say") + FIELD}, "is not in the summary"),
            (
                {
                    "content": SUMMARY
                    + FIELD.replace("<label", "<p style='height: 3000px'></p><label")
                }
                | {"script": LEADS.replace(".focus() });", ".focus({ preventScroll: true }) });")},
                "out of view",
            ),
        ],
    )
    def test_each_fault_is_found(self, show, change, words):
        whole = {"content": SUMMARY + FIELD, "title": "Error: Test", "script": LEADS}
        found = accessibility.errors(show(**(whole | change)))
        assert any(words in finding for finding in found), found


class TestChatter:
    """In pages of their own: their clock is held."""

    @pytest.fixture
    def blank(self, browser):
        page = browser.new_page()
        accessibility.hold_clock(page)
        yield page
        page.close()

    def test_a_word_after_the_pause_is_fine(self, show):
        assert accessibility.chatter(show(COUNTER, script=WAITS), "#c") == []

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"script": WAITS.replace("1000", "10")}, "spoke before a pause"),
            ({"script": WAITS.replace("1000);", AGAIN)}, "times: 14 typed, again"),
            ({"script": ""}, "nothing is said"),
            ({"content": COUNTER.replace('<p aria-hidden="true">', "<p>")}, "read out as well"),
        ],
    )
    def test_each_fault_is_found(self, show, change, words):
        page = show(**({"content": COUNTER, "script": WAITS} | change))
        found = accessibility.chatter(page, "#c")
        assert any(words in finding for finding in found), found


class TestArt:
    def test_what_a_box_cuts_away_is_no_art(self, show):
        cut = "<div style='block-size: 3em; overflow: clip'><img alt='' src='data:,' style='block-size: 9em; inline-size: 9em'></div>"
        assert accessibility.art(show(content=f"{cut}<p>Below it</p>")) == []


class TestHelp:
    def test_stands_at_the_same_place(self, show):
        assert accessibility.consistent_help(show(), [accessibility.HELP["en"]]) == []

    def test_is_missed_and_found_elsewhere(self, show):
        moved = accessibility.consistent_help(show(), ["Privacy", accessibility.HELP["en"]])
        assert "elsewhere" in moved[0]
        page = show()
        page.evaluate("document.querySelector('footer').remove()")
        assert "has no" in accessibility.consistent_help(page, [accessibility.HELP["en"]])[0]


class TestSpokenForm:
    def test_leaves_out_what_differs_each_time(self, show):
        page = show("<form id='story-form'><p>Saved 9:41 a.m., number IHH-4K7Q-29</p></form>")
        assert accessibility.spoken_form(page, "#story-form") == (
            "- paragraph: Saved TIME, number NUMBER\n"
        )
