"""The encoder works in a process of its own; what happens there is told, and nothing else happens."""

import os
import signal
import subprocess

import pytest

from stories import video_child
from stories.video_child import EncoderFailed, encode_in_child
from stories.video_files import VideoRefused
from tests.stories.video_samples import film


@pytest.fixture
def paths(tmp_path):
    """Return the paths of a good source, the MP4 and the poster."""
    (tmp_path / "sent").write_bytes(film())
    return tmp_path / "sent", tmp_path / "new.mp4", tmp_path / "new.jpg"


@pytest.fixture
def end_with(monkeypatch):
    """Return a function that lets the child end with a code and an answer, after writing files."""

    def end_with(code, answer=b""):
        def run(arguments, **options):
            for path in arguments[4:6]:
                with open(path, "wb") as file:
                    file.write(b"half")
            return subprocess.CompletedProcess(arguments, code, answer)

        monkeypatch.setattr(video_child.subprocess, "run", run)

    return end_with


class TestTheChild:
    def test_encodes(self, paths):
        video = encode_in_child(*paths)
        assert (video.width, video.height) == (320, 180)
        assert video.bytes == paths[1].stat().st_size
        assert paths[2].exists()

    def test_tells_why_it_refuses_and_leaves_nothing(self, paths):
        with pytest.raises(VideoRefused) as caught:
            encode_in_child(*paths, longest=1.0)
        assert caught.value.code == "too_long"
        assert "2 is" not in caught.value.message
        assert "3 seconds" in caught.value.message
        assert paths[0].exists()
        assert not paths[1].exists()
        assert not paths[2].exists()

    def test_knows_no_secret_of_the_site(self, paths, monkeypatch):
        given = {}
        real = subprocess.run
        monkeypatch.setenv("SECRET_KEY", "hush")
        monkeypatch.setattr(
            video_child.subprocess, "run", lambda *args, **kw: given.update(kw) or real(*args, **kw)
        )
        encode_in_child(*paths)
        assert given["env"].keys() == {"PATH", "LC_ALL"}

    def test_gets_no_more_memory_than_it_needs(self, paths, monkeypatch):
        monkeypatch.setattr(video_child, "MEMORY_LIMIT", 2**20)
        seen = subprocess.run(
            [
                video_child.sys.executable,
                "-c",
                "import resource; from stories import video_child; video_child._set_limits(60);"
                "print(*(resource.getrlimit(getattr(resource, f'RLIMIT_{name}'))[1]"
                " for name in ('AS', 'CPU', 'FSIZE', 'CORE')), __import__('os').nice(0))",
            ],
            capture_output=True,
            check=True,
            cwd=video_child._ROOT,
            text=True,
        ).stdout.split()
        assert seen[0] == str(3 * 2**29)
        assert seen[1] == "135"
        assert seen[3] == "0"
        assert int(seen[4]) > os.nice(0)


class TestAChildThatCrashes:
    @pytest.mark.parametrize("crash", [signal.SIGSEGV, signal.SIGABRT])
    def test_means_a_damaged_video(self, paths, end_with, crash):
        end_with(-crash)
        with pytest.raises(VideoRefused) as caught:
            encode_in_child(*paths)
        assert caught.value.code == "damaged"
        assert not paths[1].exists()

    @pytest.mark.parametrize(
        ("code", "answer"),
        [(-signal.SIGKILL, b""), (-signal.SIGTERM, b""), (1, b""), (0, b"not json"), (0, b"{}")],
    )
    def test_by_somebody_elses_hand_may_be_tried_again(self, paths, end_with, code, answer):
        end_with(code, answer)
        with pytest.raises(EncoderFailed):
            encode_in_child(*paths)
        assert not paths[1].exists()

    def test_that_never_ends_is_ended(self, paths, monkeypatch):
        def run(arguments, **options):
            raise subprocess.TimeoutExpired(arguments, options["timeout"])

        monkeypatch.setattr(video_child.subprocess, "run", run)
        with pytest.raises(VideoRefused) as caught:
            encode_in_child(*paths)
        assert caught.value.code == "too_slow"

    def test_a_missing_source_is_our_fault(self, tmp_path):
        with pytest.raises(EncoderFailed):
            encode_in_child(tmp_path / "none", tmp_path / "new.mp4", tmp_path / "new.jpg")

    def test_ends_with_the_worker(self, paths):
        """The pipe that the child watches is closed before it has done anything."""
        done = subprocess.run(
            [video_child.sys.executable, "-m", "stories.video_child", *map(str, paths), "60", "60"],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            cwd=video_child._ROOT,
            check=False,
        )
        assert done.returncode == 1
        assert not done.stdout
