"""Tools of the npm registry that some figures need and nothing else does: pinned, and kept below `.venv`."""

import os
import re
import shutil
import subprocess
from pathlib import Path

from tests.e2e.site import ROOT

FOLDER = ROOT / ".venv" / "node"
OLDEST_NODE = (18, 20)
SECONDS = 300


class NoTool(Exception):
    """A tool cannot be had or does not work here; the message says what to do."""


def require_program(name: str, package: str) -> None:
    """Raise NoTool, naming the package of Debian to install, where a program is not on the PATH."""
    if not shutil.which(name):
        raise NoTool(f"This needs {name}. On Debian, type: sudo apt-get install -y {package}")


def install(package: str) -> Path:
    """Return the folder `node_modules` with a package such as "lighthouse@12.8.2"; NoTool without Node."""
    require_program("node", "nodejs")
    require_program("npm", "npm")
    said = run(["node", "--version"]).strip()
    if tuple(int(part) for part in re.findall(r"\d+", said)[:2]) < OLDEST_NODE:
        oldest = ".".join(map(str, OLDEST_NODE))
        raise NoTool(f"This needs Node {oldest} or newer, and found {said}.")
    target = FOLDER / package
    if not (target / "node_modules").exists():
        print(f"Installing {package} below .venv.", flush=True)
        target.mkdir(parents=True, exist_ok=True)
        # None of these needs its install scripts, so none gets to run one.
        options = "--no-audit --no-fund --ignore-scripts --loglevel=error --prefix"
        run(["npm", "install", *options.split(), str(target), package])
    return target / "node_modules"


def run(command: list[str], **env: str) -> str:
    """Run a program and return what it printed; NoTool with its words if it failed."""
    name, env = " ".join(command[:3]), {**os.environ, **env}
    try:
        done = subprocess.run(command, env=env, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired as problem:
        raise NoTool(f"{name} took longer than {SECONDS} s. Try again when less runs.") from problem
    if done.returncode:
        raise NoTool(f"{name} failed:\n{done.stdout}{done.stderr}".rstrip())
    return done.stdout
