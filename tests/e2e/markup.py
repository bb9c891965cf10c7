"""Asks the Nu Html Checker of the W3C about every public page (tests.markup_checks).

Run it with `make markup`; it needs Node to fetch the checker, and Java to run it.
"""

import os
import subprocess
import sys

from tests.e2e.node_tools import NoTool, install, require_program

CHECKER = "vnu-jar@26.9.27"


def main() -> int:
    """Run them and return their exit code."""
    require_program("java", "default-jre-headless")
    jar = install(CHECKER) / "vnu-jar" / "build" / "dist" / "vnu.jar"
    tests = [sys.executable, "-m", "pytest", "--quiet", "tests/markup_checks.py"]
    return subprocess.run(tests, env={**os.environ, "HTML_CHECKER": str(jar)}).returncode


if __name__ == "__main__":
    try:
        sys.exit(main())
    except NoTool as problem:
        sys.exit(str(problem))
