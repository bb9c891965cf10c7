"""Find Chromium for the end-to-end tests, or install it where that needs no question."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome")
INSTALL = "apt-get install -y --no-install-recommends chromium"
# Debian's Chromium runs as root and in small containers only like this.
ARGUMENTS = ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu"]


class NoBrowser(Exception):
    """No browser was found, and none could be installed; the message says what to type."""


def find_browser() -> str | None:
    """Return the path of the browser to drive: `$CHROMIUM` first, then the usual names on the PATH.

    Raises NoBrowser when `$CHROMIUM` names something that cannot be run: another browser than the
    one asked for would be a surprise.
    """
    if chosen := os.environ.get("CHROMIUM"):
        if found := shutil.which(chosen):
            return found
        raise NoBrowser(f"CHROMIUM is {chosen}, which cannot be run. Correct it or unset it.")
    return next((found for name in NAMES if (found := shutil.which(name))), None)


def can_install() -> bool:
    """Say whether this is Debian and we are root."""
    release = Path("/etc/os-release")
    is_debian = release.exists() and "ID=debian" in release.read_text().splitlines()
    return is_debian and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_browser() -> None:
    """Install Debian's Chromium; the package lists of a new machine are empty: fetch them too."""
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ("apt-get update --quiet=2", INSTALL):
        done = subprocess.run(command.split(), env=env, capture_output=True, text=True)
        if done.returncode:
            raise NoBrowser(f"{command} failed:\n{done.stdout}{done.stderr}".rstrip())


def require_browser() -> str:
    """Return the path of a browser, installing one if that is possible; NoBrowser otherwise."""
    if found := find_browser():
        return found
    if not can_install():
        raise NoBrowser(
            "The end-to-end tests need Chromium. On Debian, type: "
            f"sudo {INSTALL}\nElsewhere install Chromium or Chrome and set CHROMIUM to its path."
        )
    print("Installing Chromium for the end-to-end tests.", flush=True)
    install_browser()
    if found := find_browser():
        return found
    raise NoBrowser("Chromium was installed but is not on the PATH. Set CHROMIUM to its path.")


if __name__ == "__main__":
    try:
        require_browser()
    except NoBrowser as problem:
        sys.exit(str(problem))
