"""Ready posts for each network, within its limit, with both hashtags and the address: counted, never guessed.

Knows no model: `stories.sharing` says what may stand in a post.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext

from cms import text

# X counts every address as 23 signs, whatever its length (developer.x.com, "Counting characters").
X_ADDRESS = 23
# Signs that X counts once; all others count twice (twitter-text, configuration 3).
X_LIGHT = ((0, 4351), (8192, 8205), (8208, 8223), (8242, 8247))
# What X takes for an address, also where nobody meant one.
_ADDRESS = re.compile(r"(?:https?://)?(?:[\w-]+\.)+[a-z]{2,}(?:/\S*)?", re.IGNORECASE)


def weigh_for_x(words: str) -> int:
    """Return how much of X's 280 some words take: never less than X itself counts.

    X counts a joined emoji as two signs; here each of its parts counts, which is more.
    """
    words = unicodedata.normalize("NFC", words)
    addresses = _ADDRESS.findall(words)
    rest = _ADDRESS.sub("", words)
    long = (max(X_ADDRESS, 0 if "://" in address else _signs(address)) for address in addresses)
    return _signs(rest) + sum(long)


def _signs(words):
    return sum(1 if any(a <= ord(sign) <= b for a, b in X_LIGHT) else 2 for sign in words)


def weigh_units(words: str) -> int:
    """Return the UTF-16 code units of some words: what most networks count, and never less than signs."""
    return len(words.encode("utf-16-le")) // 2


def weigh_with_short_addresses(words: str) -> int:
    """Return the same, each address as 23 signs (docs.joinmastodon.org, "Posting to your profile")."""
    addresses = re.findall(r"https?://\S+", words)
    return weigh_units(re.sub(r"https?://\S+", "", words)) + X_ADDRESS * len(addresses)


@dataclass(frozen=True)
class Network:
    """One place to post: its name, how much a post may hold, and how it counts.

    is_short: there is no room for more than the sentence, the hashtags and the address.
    """

    name: str
    label: str
    limit: int
    weigh: Callable[[str], int]
    is_short: bool

    @property
    def limit_in_words(self) -> str:
        """Return the limit as people read it: "63,206"."""
        return f"{self.limit:,}"


NETWORKS = (
    Network("facebook", "Facebook", 63_206, weigh_units, False),
    Network("x", "X", 280, weigh_for_x, True),
    Network("linkedin", "LinkedIn", 3000, weigh_units, False),
    Network("instagram", "Instagram", 2200, weigh_units, False),
    Network("threads", "Threads", 500, weigh_units, True),
    Network("bluesky", "Bluesky", 300, weigh_units, True),
    Network("mastodon", "Mastodon", 500, weigh_with_short_addresses, True),
)
BY_NAME = {network.name: network for network in NETWORKS}
X = BY_NAME["x"]


@dataclass(frozen=True)
class Told:
    """What a post may say of a story: its sentence and its teller ("" if neither may be said), and its address."""

    sentence: str
    teller: str
    address: str
    hashtags: tuple[str, ...]


@dataclass(frozen=True)
class ReadyText:
    """One post as it can be pasted, with how much of the limit it takes."""

    network: Network
    text: str

    @property
    def weight(self) -> int:
        """Return how much of the network's limit the post takes."""
        return self.network.weigh(self.text)


def write(told: Told, networks: Iterable[Network] = NETWORKS) -> list[ReadyText]:
    """Return a post for each network; each holds every hashtag and the address, and fits."""
    return [ReadyText(network, _write(told, network)) for network in networks]


def line_with_hashtags(
    line: str, hashtags: Sequence[str], room: int, weigh: Callable[[str], int] = len
) -> str:
    """Return a line and the hashtags that are not in it, shortened after a whole word until it fits the room.

    Room for the hashtags comes first: a line of which no word fits is left out.
    """
    line = " ".join(line.split())
    length = len(line)
    while True:
        kept = text.shorten(line, length)
        missing = [tag for tag in hashtags if tag and not has_hashtag(kept, tag)]
        post = " ".join(part for part in (kept, *missing) if part)
        over = weigh(post) - room
        if over <= 0 or not kept:
            return post
        # A sign weighs two at most.
        length = min(len(kept), length) - max(1, over // 2)


def has_hashtag(words: str, hashtag: str) -> bool:
    """Say whether words hold a hashtag, in small or large letters, and not only the beginning of another."""
    return re.search(rf"(?<!\w){re.escape(hashtag)}(?!\w)", words, re.IGNORECASE) is not None


def _write(told, network):
    if network.is_short or not told.sentence:
        end = f"\n{told.address}"
        line = line_with_hashtags(
            told.sentence,
            told.hashtags,
            network.limit - network.weigh(end),
            network.weigh,
        )
        return line + end
    teller = f"\n\n{told.teller}" if told.teller else ""
    read = gettext("Read the whole story:")
    end = f"{teller}\n\n{read}\n{told.address}\n\n"
    tags = " ".join(tag for tag in told.hashtags if tag)
    room = network.limit - network.weigh(end) - network.weigh(tags)
    return line_with_hashtags(told.sentence, (), room, network.weigh) + end + tags
