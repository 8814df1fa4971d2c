"""The release build of the daemon that is measured."""

from __future__ import annotations

import os

from .packages import run
from .places import REPOSITORY
from .progress import say

BUILD = ("swift", "build", "-c", "release", "--static-swift-stdlib", "--product", "casebell")


def build_daemon() -> None:
    """Leaves its path in CASEBELL_BIN, unless one is named there already."""
    if "CASEBELL_BIN" in os.environ:
        say(f"measuring {os.environ['CASEBELL_BIN']}")
        return
    say("building the daemon")
    run(BUILD)
    os.environ["CASEBELL_BIN"] = str(REPOSITORY / ".build" / "release" / "casebell")
