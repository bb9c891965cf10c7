"""Keep private addresses out of the log: whoever reads it could open them."""

import logging
import re

# A part of an address that is long and has digits or capitals is a token or a reference of
# somebody's story; the slug of a page has neither.
SECRET_PART = re.compile(r"(?<=/)(?=[\w:.=-]*[0-9A-Z])[\w:.=-]{20,}(?=[/?\s'\"]|$)")


class WithoutPrivateAddresses(logging.Filter):
    """Replaces the secret parts of addresses in what is about to be written."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record where it has to be; every record is written."""
        words = record.getMessage()
        if (kept := SECRET_PART.sub("[private]", words)) != words:
            record.msg, record.args = kept, ()
        return True
