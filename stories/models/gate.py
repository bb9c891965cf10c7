"""The gate that a page with conditions passes on its way to the public, by whatever door."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError


class GatedPage:
    """A page that goes live only while nothing stands in its way: `obstacles`, as sentences."""

    def publish(self, revision, **kwargs):
        """Publish a revision; on schedule a refused page stays as it is and staff are told, nothing raises."""
        from stories import promotion

        if kwargs.get("log_action") == "wagtail.publish.scheduled" and promotion.keep_back(
            self, revision
        ):
            return None
        return super().publish(revision, **kwargs)


def refusal(*reasons):
    """Return the ValidationError of a door that stays shut, as Wagtail's screens and API can show it."""
    return ValidationError({NON_FIELD_ERRORS: list(reasons)})
