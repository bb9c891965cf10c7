"""Reads from a web page what a visitor sees of it, and finds hashtags there.

Whoever made the page may mean ill. Python's own HTMLParser needs minutes for one megabyte of "<!":
here every step goes forward, and a part without an end takes the rest of the page with it.
"""

import codecs
import html
import re
import unicodedata

# Charsets that pages are written in; Python knows others, some of them slow or no text at all.
_CHARSET = re.compile(
    r"utf-?8|utf-?16(le|be)?|(us-)?ascii|latin-?1|iso-?8859-\d{1,2}|(windows-|cp)12\d\d|macintosh"
    r"|shift[_-]jis|euc-(jp|kr)|iso-2022-jp|gb2312|gbk|gb18030|big5|koi8-[ru]|windows-874"
)
_NAMED_IN_PAGE = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([a-z0-9_-]{2,20})""", re.I)
FIRST_BYTES = 2048
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# What no visitor sees: their content is no markup, and ends only at their own end tag.
_UNSEEN = frozenset({"script", "style", "noscript", "iframe", "noembed", "noframes", "xmp"})
# The same, but seen.
_PLAIN = frozenset({"title", "textarea"})
_VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())
# Their end tag is often left out: the next one of the kind ends them.
_OPEN_ENDED = frozenset({"p", "li", "dt", "dd", "tr", "td", "th", "option"})
# Within a line, parts stand together: social sites write "#<span>IHeartHIT</span>".
_IN_LINE = frozenset(
    "a abbr b bdi bdo big cite code data del dfn em font i ins kbd mark q s samp small span "
    "strike strong sub sup time tt u var wbr".split()
)
_HIDING_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
# Sites that draw their pages with scripts say here what stands in the post.
_TOLD_IN_HEAD = frozenset({"description", "og:title", "og:description"})
# A tag up to its ">", which may stand in quotes before; possessive, so that nothing is tried twice.
_TAG = re.compile(
    r"""<(?P<end>/?)(?P<name>[a-z][^\s/>]*+)"""
    r"""(?P<given>[^>"']*+(?:"[^"]*+"[^>"']*+|'[^']*+'[^>"']*+)*+)>""",
    re.I,
)
_GIVEN = re.compile(r"""([^\s"'>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")


def read(body: bytes, *, kind: str = "text/html", charset: str = "") -> str:
    """Return the visible text of a page, with its title and what it tells other sites of itself.

    kind: the content type; charset: as the header names it, "" if it does not. Nothing is raised
    for a broken page: what cannot be read is left out.
    """
    text = decode(body, charset)
    if kind == "text/plain":
        return text
    return "".join(_visible_parts(text))


def decode(body: bytes, charset: str = "") -> str:
    """Return bytes as text: by their mark, else the header's charset, else the page's own, else UTF-8."""
    named = _NAMED_IN_PAGE.search(body[:FIRST_BYTES])
    marked = [name for mark, name in _MARKS if body.startswith(mark)]
    for name in (*marked, charset.strip().lower(), named and named[1].decode().lower()):
        if name and (name in marked or _CHARSET.fullmatch(name)):
            try:
                return body.decode(name, errors="replace")
            except LookupError:
                continue
    return body.decode("utf-8", errors="replace")


def hashtags_in(text: str, hashtags) -> list[str]:
    """Return those of some hashtags that stand in a text, whole and in any case, in their order."""
    text = unicodedata.normalize("NFKC", text)
    found = []
    for hashtag in hashtags:
        name = unicodedata.normalize("NFKC", hashtag).strip().lstrip("#")
        # LinkedIn puts the unseen word "hashtag" right before the sign.
        sign = rf"(?:(?<![\w&])|(?<=\bhashtag))#{re.escape(name)}(?!\w)"
        if name and re.search(sign, text, re.IGNORECASE):
            found.append(hashtag)
    return found


def _visible_parts(text):
    """Yield the visible parts of a page, with a line break wherever a line ends."""
    # The element that hides what is in it, and how many of its kind are open in it.
    hidden, depth = "", 0
    for tag, is_end, content in _parts(text):
        if not tag:
            if not hidden:
                yield _unescape(content)
            continue
        if hidden and tag != hidden:
            continue
        if hidden and (is_end or tag not in _OPEN_ENDED):
            depth += -1 if is_end else 1
            hidden = hidden if depth else ""
            continue
        hidden = ""
        if tag not in _IN_LINE:
            yield "\n"
        if is_end:
            continue
        given = _read_attributes(tag, content)
        if tag == "meta":
            name = (given.get("property") or given.get("name") or "").strip().lower()
            if name in _TOLD_IN_HEAD:
                yield given.get("content", "") + "\n"
        elif tag == "template" or (tag not in _VOID and _is_hidden(given)):
            hidden, depth = tag, 1


def _parts(text):
    """Yield each tag (name, whether it ends, attributes as written) and each text ("", False, text)."""
    place = 0
    while (start := text.find("<", place)) >= 0:
        if start > place:
            yield "", False, text[place:start]
        following = text[start + 1 : start + 3]
        if not (following[:1] in "!?/" or following[:1].isalpha()):
            yield "", False, "<"
            place = start + 1
            continue
        if text.startswith("<!--", start):
            # "<!-->" is a whole comment.
            end = text.find("-->", start + 2)
            place = end + 3
        elif following[:1].isalpha() or (following[:1] == "/" and following[1:].isalpha()):
            found = _TAG.match(text, start)
            end = found.end() if found else -1
            place = end
            if found:
                tag = found["name"].lower()
                yield tag, bool(found["end"]), found["given"]
                if not found["end"] and tag in _UNSEEN | _PLAIN:
                    closing = re.compile(rf"</{tag}(?=[\s/>])", re.I).search(text, place)
                    end = place = closing.start() if closing else -1
                    if closing and tag in _PLAIN:
                        yield "", False, text[found.end() : place]
        else:
            end = text.find(">", start)
            place = end + 1
        if end < 0:
            return
    yield "", False, text[place:]


def _read_attributes(tag, given):
    # Most tags have none that matters.
    if tag != "meta" and not re.search("hidden|none", given, re.I):
        return {}
    return {
        name.lower(): _unescape(double or single or bare)
        for name, double, single, bare in _GIVEN.findall(given)
    }


def _is_hidden(given):
    return "hidden" in given or bool(_HIDING_STYLE.search(given.get("style", "")))


def _unescape(text):
    try:
        return html.unescape(text)
    except ValueError:
        # A number of thousands of digits is no sign.
        return text
