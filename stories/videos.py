"""Reads the address of a YouTube or Vimeo video as people paste it, without asking the network."""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, urlsplit

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_ADDRESS = 500

_YOUTUBE_HOSTS = {
    "youtube.com",
    "www.youtube.com",
    "m.youtube.com",
    "music.youtube.com",
    "youtube-nocookie.com",
    "www.youtube-nocookie.com",
}
_YOUTUBE_SHORT_HOSTS = {"youtu.be", "www.youtu.be"}
_VIMEO_HOSTS = {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}

_YOUTUBE_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_FOLDERS = {"shorts", "embed", "live", "v", "e"}
# Eleven characters each, but the names of players and not of videos.
_YOUTUBE_NOT_IDS = {"videoseries", "live_stream"}
_VIMEO_PATH = re.compile(
    r"(?:channels/[\w-]+/|(?:groups|album|showcase)/[\w-]+/videos?/|manage/videos/|video/)?"
    r"(?P<id>[0-9]{1,12})(?:/(?P<key>[\w-]+))?"
)
_VIMEO_KEY = re.compile(r"[0-9a-f]{6,40}")
# What mail and chat programs leave around an address, some of it unseen.
_AROUND = " \t\r\n\u00a0<>\u200b\u200e\u200f\u2060\ufeff"

_HOW_TO = _("Open the video, copy its address from the browser or from “Share”, and paste it here.")


class VideoAddressRefused(Exception):
    """The text is not the address of one YouTube or Vimeo video; `message` says how to go on."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class VideoAddress:
    """One video: `provider` is "youtube" or "vimeo", `url` its one canonical address.

    `key` is the second part that Vimeo gives to unlisted videos, "" for all others.
    """

    provider: str
    id: str
    url: str
    key: str = ""

    @property
    def embed_url(self) -> str:
        """The address of the provider's player in the form that tracks least."""
        if self.provider == "youtube":
            return f"https://www.youtube-nocookie.com/embed/{self.id}"
        return f"https://player.vimeo.com/video/{self.id}?dnt=1" + (
            f"&h={self.key}" if self.key else ""
        )


def read_video_address(text: str) -> VideoAddress:
    """Return the video that a pasted address names, whatever its usual form.

    Times, playlists and tracking are dropped. Raises VideoAddressRefused for everything else.
    """
    address = text.strip(_AROUND)
    if not address:
        raise VideoAddressRefused(gettext("There is no address yet. {how}").format(how=_HOW_TO))
    host, path, query = _split(address)
    if host in _YOUTUBE_HOSTS | _YOUTUBE_SHORT_HOSTS:
        return _read_youtube(host, path, query)
    if host in _VIMEO_HOSTS:
        return _read_vimeo(path, query)
    raise VideoAddressRefused(
        gettext("We can show videos from YouTube and Vimeo only. {how}").format(how=_HOW_TO)
    )


def _split(address: str) -> tuple[str, list[str], dict[str, list[str]]]:
    """Return host, path parts and query of a plain web address; the scheme may be missing.

    Browsers and libraries read backslashes, sign-in parts, ports and odd characters differently.
    No video needs them, so they are refused instead of understood.
    """
    is_plain = address.isascii() and address.isprintable() and len(address) <= LONGEST_ADDRESS
    if not is_plain or re.search(r"[\s\\<>\"'`]", address):
        raise VideoAddressRefused(
            gettext("That is not the address of a video. {how}").format(how=_HOW_TO)
        )
    if not re.match(r"[a-z][a-z0-9+.-]*:", address, re.IGNORECASE):
        address = "https://" + address.removeprefix("//")
    try:
        parts = urlsplit(address)
        query = parse_qs(parts.query, max_num_fields=50)
    except ValueError as error:
        raise VideoAddressRefused(
            gettext("That is not the address of a video. {how}").format(how=_HOW_TO)
        ) from error
    if parts.scheme not in ("http", "https") or re.search(r"[@:\[\]%]", parts.netloc):
        raise VideoAddressRefused(
            gettext("That is not the address of a video. {how}").format(how=_HOW_TO)
        )
    return parts.netloc.lower(), [part for part in parts.path.split("/") if part], query


def _read_youtube(host: str, path: list[str], query: dict[str, list[str]]) -> VideoAddress:
    found: set[str] = set()
    if host in _YOUTUBE_SHORT_HOSTS:
        found = set(path[:1])
    elif path[:1] == ["watch"]:
        found = set(query.get("v", path[1:2]))
    elif len(path) >= 2 and path[0] in _YOUTUBE_FOLDERS:
        found = {path[1]}
    elif (path and path[0].startswith("@")) or path[:1] in (["channel"], ["c"], ["user"]):
        raise VideoAddressRefused(
            gettext("That is a channel, not one video. {how}").format(how=_HOW_TO)
        )
    if (path[:1] == ["playlist"] or found & _YOUTUBE_NOT_IDS) or (not found and "list" in query):
        raise VideoAddressRefused(
            gettext("That is a playlist, not one video. {how}").format(how=_HOW_TO)
        )
    if len(found) != 1 or not _YOUTUBE_ID.fullmatch(video := found.pop()):
        raise VideoAddressRefused(
            gettext("We cannot find the video in that YouTube address. {how}").format(how=_HOW_TO)
        )
    return VideoAddress("youtube", video, f"https://www.youtube.com/watch?v={video}")


def _read_vimeo(path: list[str], query: dict[str, list[str]]) -> VideoAddress:
    found = _VIMEO_PATH.fullmatch("/".join(path))
    if not found:
        raise VideoAddressRefused(
            gettext("We cannot find the video in that Vimeo address. {how}").format(how=_HOW_TO)
        )
    video, key = found["id"], found["key"] or query.get("h", [""])[0]
    if not _VIMEO_KEY.fullmatch(key):
        return VideoAddress("vimeo", video, f"https://vimeo.com/{video}")
    return VideoAddress("vimeo", video, f"https://vimeo.com/{video}/{key}", key)
