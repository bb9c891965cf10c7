"""How many tests run at once: as many as there are cores for them, and two at least."""

import os
import sys
from pathlib import Path

GROUPS = Path("/sys/fs/cgroup")
FEWEST = 2
# Each worker of the unit tests takes 300 MB; one of the browser tests has a site, its worker, its clock and Chromium.
MOST, MOST_BROWSERS = 8, 4


def cores(groups: Path = GROUPS) -> float:
    """Return how many cores this process may use: a container may have a share of the machine only."""
    try:
        available = len(os.sched_getaffinity(0))
    except AttributeError:
        # Not on Linux.
        available = os.cpu_count() or FEWEST
    return min(available, _share(groups))


def workers(cores: float, *, browser: bool = False) -> int:
    """Return how many tests run at once on so many cores; a browser test keeps more than one busy."""
    if browser:
        return max(FEWEST, min(int(cores * 2 / 3), MOST_BROWSERS))
    return max(FEWEST, min(int(cores), MOST))


def _share(groups: Path) -> float:
    """Return the cores that the control group grants, in its second or first version."""
    try:
        if (groups / "cpu.max").exists():
            quota, period = (groups / "cpu.max").read_text().split()
        else:
            quota = (groups / "cpu/cpu.cfs_quota_us").read_text()
            period = (groups / "cpu/cpu.cfs_period_us").read_text()
        granted = float(quota) / float(period)
    except (OSError, ValueError):
        # There is no group, or its limit is "max".
        return float("inf")
    return granted if granted > 0 else float("inf")


if __name__ == "__main__":
    print(workers(cores(), browser="--browser" in sys.argv))
