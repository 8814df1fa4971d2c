"""Measures the daemon beside others: `scripts/bench [--quick] [--json] [--only SECTION …]`.

Progress goes to standard error; the table, or one JSON document, to standard output. The exit code
is 0 when every criterion holds, 1 otherwise, with the names of what does not.
"""

from __future__ import annotations

import argparse
import gc
import json
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "Acceptance"))

from measuring.figure import Figure  # noqa: E402
from measuring.report import document, failing, table  # noqa: E402
from sections import (  # noqa: E402
    cards,
    commands,
    desk,
    history,
    intake,
    matrix,
    memory,
    pipelined,
    plans,
    rules,
    starting,
)
from sections.section import Extent  # noqa: E402
from workshop import daemon_build, packages, places  # noqa: E402
from workshop.progress import say  # noqa: E402

SECTIONS: dict[str, Callable[[Extent], list[Figure]]] = {
    "commands": commands.measure,
    "pipelined": pipelined.measure,
    "starting": starting.measure,
    "cards": cards.measure,
    "intake": intake.measure,
    "rules": rules.measure,
    "plans": plans.measure,
    "memory": memory.measure,
    "desk": desk.measure,
    "history": history.measure,
    "matrix": matrix.measure,
}


def main() -> int:
    arguments = _arguments()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    places.sweep()
    packages.install_servers_and_compiler()
    packages.install_peers()
    daemon_build.build_daemon()
    extent = Extent(arguments.quick)
    gc.disable()  # Its pauses would be measured as the bots'.
    figures: list[Figure] = []
    broken: list[str] = []
    for name in arguments.only or SECTIONS:
        say(f"section {name}")
        try:
            figures += SECTIONS[name](extent)
        except Exception:
            traceback.print_exc()
            broken.append(f"section {name}: it could not be measured")
        gc.collect()
    return _report(figures, broken, arguments)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="few rounds, no 3,000,000 cases")
    parser.add_argument("--json", action="store_true", help="one document instead of the table")
    parser.add_argument("--only", nargs="+", choices=SECTIONS, metavar="SECTION",
                        help=f"of {', '.join(SECTIONS)}")
    return parser.parse_args()


def _report(
    figures: Sequence[Figure], broken: Sequence[str], arguments: argparse.Namespace
) -> int:
    failed = [*failing(figures), *broken]
    if arguments.json:
        terms = {"quick": arguments.quick, "failing": failed}
        print(json.dumps(document(figures, terms), indent=2))
    else:
        print(table(figures))
    for name in failed:
        print(f"does not hold: {name}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
