"""Opens and presses the sender's own pages as the tests of the status pages need it."""

from bs4 import BeautifulSoup

from stories import private_links
from stories.models import PrivateLink

STATUS = PrivateLink.Purpose.STATUS


def own(submission, page=""):
    """Return the address of one of the pages of a story, with a new link."""
    token = private_links.make(submission, STATUS)
    return f"/my-story/{token}/{page}/" if page else f"/my-story/{token}/"


def look(client, address):
    """Open an address and read the answer to its end, as a browser does with a file."""
    response = client.get(address)
    if response.streaming:
        response.sent = b"".join(response.streaming_content)
    return response


def token_of(address):
    """Return the token in the address of a page."""
    return address.split("/")[2]


def soup(response):
    """Return the parsed page."""
    return BeautifulSoup(response.content, "html.parser")


def words(response):
    """Return the words of the page's main part, on one line."""
    return " ".join(soup(response).main.get_text(" ").split())


def fields_of(response):
    """Return (address, fields) of the page's form, as a browser would send them."""
    form = soup(response).main.find("form", method="post")
    fields = {}
    for field in form.find_all(["input", "textarea", "select"]):
        name, kind = field.get("name"), field.get("type")
        if (
            not name
            or kind == "file"
            or (kind in ("checkbox", "radio") and "checked" not in field.attrs)
        ):
            continue
        fields[name] = (
            field.get_text().removeprefix("\n")
            if field.name == "textarea"
            else field.get("value", "")
        )
    return form["action"], fields


def press(client, address, **changes):
    """Open a page and send its form with changes; None takes a field away."""
    action, fields = fields_of(client.get(address))
    sent = {name: value for name, value in {**fields, **changes}.items() if value is not None}
    return client.post(action, sent)
