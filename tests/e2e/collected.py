"""The static files of the sites under test: compressed once, then copied."""

import fcntl
import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

from tests.database import ROOT

CACHE = ROOT / ".pytest_cache" / "static"
# What makes the files: the libraries, the settings that name storage and folders, our storage, and ours.
MAKERS = ("requirements.txt", "cms/settings/*.py", "cms/static_files.py", "static/**/*")


def fingerprint() -> str:
    """Return a name for the files that are collected: another file of ours, another name."""
    made_by = hashlib.sha256()
    for file in sorted(file for pattern in MAKERS for file in ROOT.glob(pattern)):
        if file.is_file():
            made_by.update(file.relative_to(ROOT).as_posix().encode() + file.read_bytes())
    return made_by.hexdigest()[:16]


def collect(target: Path, collectstatic: Callable[[], object]) -> None:
    """Fill the folder `target` with the static files; `collectstatic` does that where no run before has.

    Compressing takes ten seconds, so parallel workers wait here for the first one instead.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    kept = CACHE / fingerprint()
    with (CACHE / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            shutil.copytree(kept, target, dirs_exist_ok=True)
            return
        for outdated in CACHE.iterdir():
            if outdated.is_dir():
                shutil.rmtree(outdated)
        collectstatic()
        fresh = kept.with_suffix(".new")
        shutil.copytree(target, fresh)
        fresh.rename(kept)
