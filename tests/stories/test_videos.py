"""Pasted addresses of YouTube and Vimeo videos are understood, everything else is refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stories.videos import VideoAddressRefused, read_video_address

YOUTUBE = "dQw4w9WgX_-"


class TestYouTube:
    @pytest.mark.parametrize(
        "address",
        [
            "https://www.youtube.com/watch?v={id}",
            "http://youtube.com/watch?v={id}",
            "youtube.com/watch?v={id}",
            "//www.youtube.com/watch?v={id}",
            "HTTPS://WWW.YouTube.com/watch?v={id}",
            "https://m.youtube.com/watch?app=desktop&v={id}&t=1m30s",
            "https://music.youtube.com/watch?v={id}&list=RD{id}",
            "https://www.youtube.com/watch?list=PL123&index=2&v={id}",
            "https://www.youtube.com/watch/{id}",
            "https://youtu.be/{id}",
            "youtu.be/{id}?si=abc&t=42",
            "https://www.youtube.com/shorts/{id}?feature=share",
            "https://www.youtube.com/live/{id}",
            "https://www.youtube.com/embed/{id}?start=5",
            "https://www.youtube-nocookie.com/embed/{id}",
            "https://www.youtube.com/v/{id}",
            "  https://youtu.be/{id}/ \n",
            "<https://youtu.be/{id}>",
            "\u200bhttps://youtu.be/{id}\ufeff",
            "https://www.youtube.com/watch?v={id}#t=10",
        ],
    )
    def test_every_usual_form_gives_one_address(self, address):
        video = read_video_address(address.format(id=YOUTUBE))
        assert (video.provider, video.id) == ("youtube", YOUTUBE)
        assert video.url == f"https://www.youtube.com/watch?v={YOUTUBE}"
        assert video.embed_url == f"https://www.youtube-nocookie.com/embed/{YOUTUBE}"

    @pytest.mark.parametrize(
        ("address", "words"),
        [
            ("https://www.youtube.com/@clinic", "a channel"),
            ("https://www.youtube.com/channel/UC123", "a channel"),
            ("https://www.youtube.com/playlist?list=PL123", "a playlist"),
            ("https://www.youtube.com/embed/videoseries?list=PL123", "a playlist"),
            ("https://www.youtube.com/watch?list=PL123", "a playlist"),
            ("https://www.youtube.com/", "cannot find the video"),
            ("https://www.youtube.com/watch?v=short", "cannot find the video"),
            (f"https://www.youtube.com/watch?v={YOUTUBE}x", "cannot find the video"),
            (f"https://www.youtube.com/watch?v={YOUTUBE}%0a", "cannot find the video"),
            (f"https://www.youtube.com/watch?v={YOUTUBE}&v=AAAAAAAAAAA", "cannot find the video"),
            (f"https://www.youtube.com/redirect?q=https://youtu.be/{YOUTUBE}", "cannot find"),
            ("https://youtu.be/", "cannot find the video"),
        ],
    )
    def test_what_is_not_one_video_is_named(self, address, words):
        with pytest.raises(VideoAddressRefused, match=words):
            read_video_address(address)


class TestVimeo:
    @pytest.mark.parametrize(
        ("address", "key"),
        [
            ("https://vimeo.com/76979871", ""),
            ("vimeo.com/76979871?share=copy#t=0", ""),
            ("https://www.vimeo.com/76979871/", ""),
            ("https://vimeo.com/76979871/8272103f6e", "8272103f6e"),
            ("https://vimeo.com/76979871/8272103f6e?share=copy", "8272103f6e"),
            ("https://vimeo.com/76979871?h=8272103f6e", "8272103f6e"),
            ("https://player.vimeo.com/video/76979871", ""),
            ("https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1", "8272103f6e"),
            ("https://vimeo.com/channels/staffpicks/76979871", ""),
            ("https://vimeo.com/groups/health/videos/76979871", ""),
            ("https://vimeo.com/album/123/video/76979871", ""),
            ("https://vimeo.com/showcase/123/video/76979871", ""),
            ("https://vimeo.com/manage/videos/76979871/8272103f6e", "8272103f6e"),
            ("https://vimeo.com/76979871/settings", ""),
        ],
    )
    def test_every_usual_form_gives_one_address(self, address, key):
        video = read_video_address(address)
        assert (video.provider, video.id, video.key) == ("vimeo", "76979871", key)
        assert video.url == "https://vimeo.com/76979871" + (f"/{key}" if key else "")
        assert video.embed_url.startswith("https://player.vimeo.com/video/76979871?dnt=1")
        assert video.embed_url.endswith(f"&h={key}" if key else "dnt=1")

    @pytest.mark.parametrize(
        "address",
        [
            "https://vimeo.com/",
            "https://vimeo.com/clinic",
            "https://vimeo.com/album/123",
            "https://vimeo.com/channels/123",
            "https://vimeo.com/event/76979871",
            "https://vimeo.com/1234567890123",
        ],
    )
    def test_what_is_not_one_video_is_refused(self, address):
        with pytest.raises(VideoAddressRefused, match="Vimeo address"):
            read_video_address(address)


class TestHostileAddresses:
    @pytest.mark.parametrize(
        "address",
        [
            "",
            " ",
            "not an address",
            "javascript:alert(1)//youtube.com/watch?v={id}",
            "data:text/html,https://youtu.be/{id}",
            "ftp://youtube.com/watch?v={id}",
            "https://youtube.com@evil.example/watch?v={id}",
            "https://evil.example@youtube.com/watch?v={id}",
            "https://youtube.com:8443/watch?v={id}",
            "https://youtube.com.evil.example/watch?v={id}",
            "https://evilyoutube.com/watch?v={id}",
            "https://youtube.com./watch?v={id}",
            "https://youtu.be.evil.example/{id}",
            "https://evil.example/youtube.com/watch?v={id}",
            "https://evil.example/?u=https://youtu.be/{id}",
            "https://evil.example\\@youtube.com/watch?v={id}",
            "https:\\\\youtube.com\\watch?v={id}",
            "https://y\u043eutube.com/watch?v={id}",
            "https://youtube\u3002com/watch?v={id}",
            "https://youtu.be/{id}\u202e",
            "https://you\ntube.com/watch?v={id}",
            "https://youtube.com/watch?v={id}\r\nSet-Cookie: a=b",
            "https://[::1]/watch?v={id}",
            "https://[youtube.com/watch?v={id}",
            "https://you%74ube.com/watch?v={id}",
            '<iframe src="https://www.youtube.com/embed/{id}"></iframe>',
            "https://youtu.be/{id}'onload=alert(1)",
            "https://youtu.be/{id}?" + "a&" * 300,
            "https://dailymotion.com/video/x8abc",
        ],
    )
    def test_tricks_are_refused_with_a_way_to_go_on(self, address):
        with pytest.raises(VideoAddressRefused) as caught:
            read_video_address(address.replace("{id}", YOUTUBE))
        assert "copy its address" in caught.value.message

    @given(st.text() | st.from_regex(r"https?://(youtu\.be|vimeo\.com)/[ -~]{0,30}"))
    def test_any_text_is_an_address_of_ours_or_refused(self, text):
        try:
            video = read_video_address(text)
        except VideoAddressRefused:
            return
        assert video.url.startswith(("https://www.youtube.com/watch?v=", "https://vimeo.com/"))
        assert read_video_address(video.url) == video
