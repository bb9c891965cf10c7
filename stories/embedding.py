"""The form on the pages of other sites: no cookie is read or set, the hidden field alone names the draft."""

from csp.decorators import csp_replace
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from stories import views
from stories.sender_language import address_in_language
from stories.visit import Visit, see_other

# Says that a POST only opens a page: a link would have to carry the token in its address.
OPEN = "open"
AROUND = "stories/form/embedded.html"


class EmbeddedVisit(Visit):
    """One request to the form inside of a frame.

    Without a cookie a redirect could name no draft, so the next page is the answer to the POST. Sent
    again, such a POST writes the same words into the same draft, and the same token stays one story.
    """

    is_embedded = True
    around = AROUND
    receipt_name = "embedded_thank_you"
    way_out = _("open the form in its own window")

    def __init__(self, request, page, *, trusts=True):
        """Take the request to the form; what only opens a page is no POST to its views."""
        super().__init__(request, page, trusts=trusts)
        self.is_post = self.is_post and OPEN not in request.POST
        # The place that took what was sent: what the browser kept of it is not needed anymore.
        self.arrived = request.path if self.is_post else ""
        # The part of the page to show, as behind the # of an address.
        self.anchor = ""

    @cached_property
    def sent_before(self):
        """The submission that was sent under the token of a page that only opens another one."""
        return self.sent

    def url(self, place="", query="", anchor=""):
        """Return the address of a place of the form inside of the frame, in the language that is spoken."""
        path = reverse("embedded_place", args=[place]) if place else reverse("embedded_form")
        address = address_in_language(path)
        if query:
            address += ("&" if "?" in address else "?") + query
        return address + (f"#{anchor}" if anchor else "")

    def lead_to(self, place="", query="", anchor="", *, status=303):
        """Answer with the next page itself; only who has begun nothing can be led there."""
        if self.token is None:
            return see_other(self.url(place, query, anchor), status)
        following = EmbeddedVisit(self.request, self.page)
        following.is_post = False
        following.query = QueryDict(query)
        following.anchor = anchor
        following.token = self.token
        return views.answer(following, place)

    def show(self, template, context, **kwargs):
        """Answer with a page of the form, and with what leads on from it without a link."""
        context |= {
            "opens": OPEN,
            "arrived": self.arrived,
            "anchor": self.anchor,
            "own_window_url": super().url(),
        }
        return super().show(template, context, **kwargs)

    def held(self, name=""):
        """Return None: nothing is held outside of the page."""
        return None

    def hold(self, response):
        """Return the response as it is."""
        return response

    def release(self, response, name=""):
        """Return the response as it is."""
        return response


def let_in(response, sites):
    """Let the pages of these sites (origins) show a response in a frame; nobody else's can.

    X-Frame-Options knows no list, and browsers that know frame-ancestors do not read it (CSP 3, 6.4.2).
    """
    # The library takes a policy from a decorator alone; this one is known only now.
    csp_replace({"frame-ancestors": ["'self'", *sites]})(lambda: response)()
    response.xframe_options_exempt = True
    # For sites that isolate themselves (Cross-Origin-Embedder-Policy).
    response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    response.headers["X-Robots-Tag"] = "noindex"
    return response
