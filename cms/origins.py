"""Origins of other sites (RFC 6454, 6.2): read from a text with one a line, safe to stand in a header."""

import re
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError

MOST_SITES = 50
_HOST = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)(\.(?!-)[a-z0-9-]{1,63}(?<!-))*")
# Names that never leave one's own machine (RFC 6761, 6.3), where nobody has a certificate.
_OWN_MACHINE = re.compile(r"([a-z0-9-]+\.)*localhost|127\.0\.0\.1")


def read_origins(text: str) -> list[str]:
    """Return the origins that a text names, one a line, each once and in lower case.

    Raises ValidationError with a sentence for each line that names none.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    origins, problems = [], []
    for line in lines:
        try:
            origins.append(_read(line))
        except ValueError as problem:
            problems.append(f"{line[:80]}: {problem}")
    if len(lines) > MOST_SITES:
        problems.append(f"Name at most {MOST_SITES} sites.")
    if problems:
        raise ValidationError(problems)
    return list(dict.fromkeys(origins))


def _read(line):
    try:
        parts = urlsplit(line)
        host = (parts.hostname or "").encode("idna").decode()
        port = f":{parts.port}" if parts.port else ""
    except ValueError as error:
        raise ValueError("this is no address of a site.") from error
    if "@" in parts.netloc or parts.path not in ("", "/") or parts.query or parts.fragment:
        raise ValueError("leave out everything but https:// and the name of the site.")
    if not _HOST.fullmatch(host):
        raise ValueError("write it like https://partner.example.org")
    if parts.scheme != "https" and not (parts.scheme == "http" and _OWN_MACHINE.fullmatch(host)):
        raise ValueError("the address has to begin with https://")
    return f"{parts.scheme}://{host}{port}"
