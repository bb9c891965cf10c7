"""Encodes a video in a process of its own, so that a hostile file can crash a decoder and nothing else."""

import json
import os
import resource
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path

from stories.video_encoding import TIME_LIMIT, EncodedVideo, encode
from stories.video_files import LONGEST_SECONDS, MAX_BYTES, VideoRefused, damaged, too_slow

# A third of it does for 4K; what is beyond is an attack.
MEMORY_LIMIT = 3 * 2**29
# How long the child may take to give up by itself before it is ended.
_PATIENCE = 15
_ROOT = Path(__file__).resolve().parents[1]
_CRASHES = (
    signal.SIGSEGV,
    signal.SIGABRT,
    signal.SIGBUS,
    signal.SIGFPE,
    signal.SIGILL,
    signal.SIGTRAP,
)


class EncoderFailed(Exception):
    """The encoder could not work, and not because of the video; trying again later may help."""


def encode_in_child(
    source: str | Path,
    target: str | Path,
    poster: str | Path,
    *,
    longest: float = LONGEST_SECONDS,
    time_limit: float = TIME_LIMIT,
) -> EncodedVideo:
    """Do what `video_encoding.encode` does, within limits of time, memory and file size.

    The child knows no settings and no secrets of the site, and ends when this process does. What
    it wrote is deleted unless it succeeds. Raises VideoRefused, EncoderFailed.
    """
    is_done = False
    arguments = [str(source), str(target), str(poster), str(longest), str(time_limit)]
    # The child watches this pipe: it closes when this process ends, however that happens.
    watched, held = os.pipe()
    try:
        child = subprocess.run(
            [sys.executable, "-m", "stories.video_child", *arguments],
            stdin=watched,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            env={"PATH": os.defpath, "LC_ALL": "C.UTF-8"},
            timeout=time_limit + _PATIENCE,
            check=False,
        )
        video = _read_answer(child)
        is_done = True
        return video
    except subprocess.TimeoutExpired:
        raise too_slow() from None
    finally:
        os.close(watched)
        os.close(held)
        if not is_done:
            for path in (target, poster):
                Path(path).unlink(missing_ok=True)


def _read_answer(child: subprocess.CompletedProcess) -> EncodedVideo:
    """Return the video that the child tells of, or raise what it met."""
    if -child.returncode in _CRASHES:
        raise damaged()
    if -child.returncode == signal.SIGXCPU:
        raise too_slow()
    with suppress(ValueError, KeyError, TypeError):
        answer = json.loads(child.stdout)
        if "refused" in answer:
            raise VideoRefused(**answer["refused"])
        return EncodedVideo(**answer["video"])
    raise EncoderFailed(f"The encoder ended with {child.returncode}.")


def _main(source: str, target: str, poster: str, longest: str, time_limit: str) -> None:
    """Encode under limits and print what came of it as JSON."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    _set_limits(float(time_limit))
    try:
        video = encode(source, target, poster, longest=float(longest), time_limit=float(time_limit))
        answer = {"video": asdict(video)}
    except VideoRefused as refused:
        answer = {"refused": {"code": refused.code, "words": refused.words, **refused.values}}
    print(json.dumps(answer), flush=True)


def _set_limits(time_limit: float) -> None:
    seconds = int(2 * time_limit) + _PATIENCE
    for what, limit in (
        (resource.RLIMIT_AS, MEMORY_LIMIT),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, MAX_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (limit, limit))
    # Visitors come first.
    os.nice(10)
    # What it writes is private.
    os.umask(0o077)


def _end_with_parent() -> None:
    # Not sys.stdin: a thread that waits in it holds a lock that the end of Python needs.
    os.read(0, 1)
    os._exit(1)


if __name__ == "__main__":
    _main(*sys.argv[1:])
