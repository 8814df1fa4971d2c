"""Runs the acceptance suite: `python3 Tests/Acceptance [--long] [name …]`.

Each test module runs in a process of its own with a network of its own, a few at a time; names
(`test_day`, `test_claims.ClaimingAtOnce`) choose what runs. The last line is the sum.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import signal
import subprocess
import sys
import unittest
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).parent
AT_ONCE = 3
LONG = (
    "200 disconnects a server, twenty kills, 100 kills of the daemon and of Synapse on Matrix, "
    "a day of eight hours in eight minutes"
)
SUM = re.compile(r"(\d+) passed, (\d+) failed\Z")


def main() -> int:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    if arguments.in_this_process:
        return _run(arguments.names)
    os.environ.setdefault("CASEBELL_SEED", str(random.randrange(1 << 31)))
    if arguments.long:
        os.environ["CASEBELL_LONG"] = "1"
    print(f"CASEBELL_SEED={os.environ['CASEBELL_SEED']}")
    return _run_apart(arguments.names or _modules(), arguments.at_once)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="Tests/Acceptance", description=__doc__)
    parser.add_argument("names", nargs="*", help="modules, classes or tests; all by default")
    parser.add_argument("--long", action="store_true", help=LONG)
    parser.add_argument("--at-once", type=int, default=AT_ONCE, help="processes (%(default)s)")
    parser.add_argument("--in-this-process", action="store_true", help=argparse.SUPPRESS)
    return parser.parse_args()


def _modules() -> list[str]:
    """What takes longest begins first."""
    files = [*HERE.glob("test_*.py"), *HERE.glob("selftest/test_*.py")]
    names = (".".join(file.relative_to(HERE).with_suffix("").parts) for file in files)
    first = ("test_workday", "test_matrix_kills")
    return sorted(names, key=lambda name: (name not in first, name))


def _run_apart(names: Sequence[str], at_once: int) -> int:
    """One process a name; the output of each comes in one piece."""
    passed = failed = 0
    with ThreadPoolExecutor(at_once) as together:
        for output in together.map(_output, names):
            print(output.rpartition("\n")[0], flush=True)
            counted = SUM.search(output)
            passed += int(counted[1]) if counted else 0
            failed += int(counted[2]) if counted else 1
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _output(name: str) -> str:
    ended = subprocess.run(
        [sys.executable, str(HERE), "--in-this-process", name],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    return ended.stdout.rstrip()


def _run(names: Sequence[str]) -> int:
    """Ends with a line for `SUM`: a test with several failing parts counts once."""
    suite = unittest.defaultTestLoader.loadTestsFromNames(names)
    result = unittest.TextTestRunner(stream=sys.stdout, verbosity=2).run(suite)
    failing = {_whole(test) for test, _ in [*result.failures, *result.errors]}
    print(f"{max(result.testsRun - len(failing), 0)} passed, {len(failing)} failed")
    return 0 if result.wasSuccessful() else 1


def _whole(test: unittest.TestCase) -> str:
    """The test's name without the part of it that failed."""
    return test.id().partition(" ")[0]


if __name__ == "__main__":
    sys.exit(main())
