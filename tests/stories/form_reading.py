"""Reads the pages of the form as the tests of its views need them."""

from bs4 import BeautifulSoup

from stories.story_form import TOKEN
from tests import make

FORM = "/share-your-story/"
# The form of make.form_page() is in one piece: one step, named after its first question.
STEP = f"{FORM}title-of-your-story/"
CHECK = f"{FORM}check/"
LOOK = f"{FORM}look-again/"


def soup(response):
    """Return the parsed page."""
    return BeautifulSoup(response.content, "html.parser")


def summary(response):
    """Return the lines of the error summary: (address, message)."""
    return [
        (link["href"], link.get_text()) for link in soup(response).select("#error-summary li a")
    ]


def typed(response, name):
    """Return what stands in a field of the page."""
    field = soup(response).find(attrs={"name": name})
    # A browser drops the first line break of a textarea.
    return field.get_text().removeprefix("\n") if field.name == "textarea" else field.get("value")


def send(client, **changes):
    """Answer the form and send it, through the same doors as a browser; return the last answer."""
    return send_post(client, make.form_post(**changes))


def send_post(client, data, **headers):
    """Post everything to the first step, then send; return the first answer that is no way to the check.

    The privacy help may stand in between; nobody has to stop there.
    """
    response = client.post(STEP, data, **headers)
    if response.status_code != 303 or response["Location"] not in (CHECK, LOOK):
        return response
    return client.post(CHECK, {TOKEN: data[TOKEN]}, **headers)
