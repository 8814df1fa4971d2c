"""Breaks the real daemon under load, again and again: `scripts/crash [--cycles N] [--seed S]`."""

from __future__ import annotations

import signal
import sys

import acceptance  # noqa: F401, isort: skip
from campaign import run_all, run_lane
from options import read_options


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    options = read_options(sys.argv[1:])
    return run_lane(options) if options.is_lane else run_all(options)


sys.exit(main())
