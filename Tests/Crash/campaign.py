"""A run of many cycles: dealt out to worlds side by side, one process each, and summed up."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from calamities.calamity import Calamity
from cycle import Cycle
from judging.judge import Judge
from keeping import keep
from options import Options
from parts.daemon import binary
from parts.network import OfficeNetwork
from parts.process import temporary_directory
from report import Report
from tally import Tally
from world.desk_world import PING_SECONDS, DeskWorld

WORLD_CYCLES_MAX = 25
"""A world is given up for a new one after so many: its store grows, and judging it with it."""
LOOK_SECONDS = 0.2
END_SECONDS = 30.0
DEADLINES = ("45s", "2s")
"""How long a reply is tried: hardly ever too short, and often."""


def kind_of(number: int, seed: int, kinds: Sequence[type[Calamity]]) -> type[Calamity]:
    """Each kind once in each round, in an order of its own."""
    round, place = divmod(number - 1, len(kinds))
    return random.Random(f"{seed}-round-{round}").sample(kinds, len(kinds))[place]


def run_all(options: Options) -> int:
    """Starts the worlds, prints what each cycle came to, and the table in the end."""
    os.environ["CASEBELL_BIN"] = str(_own_binary())
    tally = Tally([kind.name for kind in options.kinds])
    count = min(options.lanes, len(options.numbers))
    print(f"seed {options.seed}: {len(options.numbers)} cycles in {count} worlds", flush=True)
    lanes = [_Lane(options, options.numbers[lane :: options.lanes], tally) for lane in range(count)]
    try:
        for lane in lanes:
            lane.start()
        while any(lane.is_alive() for lane in lanes):
            time.sleep(LOOK_SECONDS)
            if options.stop and tally.findings:
                break
    finally:
        for lane in lanes:
            lane.end()
    print(tally.table())
    missing = len(options.numbers) - len(tally.reports)
    if missing and not options.stop:
        print(f"{missing} cycles did not take place")
    return 1 if tally.findings or (missing and not options.stop) else 0


def _own_binary() -> Path:
    """A copy, so that nobody's next build changes what is being broken."""
    return Path(shutil.copy2(binary(), temporary_directory("binary") / "casebell"))


class _Lane(threading.Thread):
    """Follows the process that runs a share of the cycles."""

    def __init__(self, options: Options, numbers: Sequence[int], tally: Tally) -> None:
        super().__init__()
        self._seed = options.seed
        self._tally = tally
        argv = [sys.executable, str(Path(__file__).parent), *options.for_lane(numbers)]
        self._process = subprocess.Popen(argv, stdout=subprocess.PIPE, text=True)

    def run(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            report = Report.read(line)
            if report is None:
                print(line, end="", flush=True)
                continue
            self._tally.add(report)
            print(report.summary(self._seed), flush=True)

    def end(self) -> None:
        """Politely, so that the process ends its servers."""
        self._process.terminate()
        try:
            self._process.wait(END_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self.join()


def run_lane(options: Options) -> int:
    """One world after the other in this process; each report is a line of output."""
    office = OfficeNetwork(ping_seconds=PING_SECONDS)
    office.start()
    try:
        numbers = _ordered(options)
        while numbers:
            numbers = _run_world(office, numbers, options)
    finally:
        office.stop()
    return 0


def _ordered(options: Options) -> list[int]:
    """Those that the process lives through come one after the other, so that it grows old."""
    ordered: list[int] = []
    for start in range(0, len(options.numbers), WORLD_CYCLES_MAX):
        share = options.numbers[start : start + WORLD_CYCLES_MAX]
        ordered += sorted(share, key=lambda each: _kind(each, options).is_gentle())
    return ordered


def _kind(number: int, options: Options) -> type[Calamity]:
    return kind_of(number, options.seed, options.kinds)


def _run_world(office: OfficeNetwork, numbers: list[int], options: Options) -> list[int]:
    """Until enough, or until it is broken; returns the cycles that are left."""
    deadline = DEADLINES[numbers[0] % len(DEADLINES)]
    world = DeskWorld(office, deadline)
    judge = Judge(world)
    left = list(numbers)
    try:
        world.open()
        for _ in range(min(WORLD_CYCLES_MAX, len(numbers))):
            number = left.pop(0)
            cycle = Cycle(number, _kind(number, options), world, judge, options.seed)
            is_whole = _run_cycle(cycle)
            if cycle.report.findings:
                cycle.report.kept = str(keep(world, cycle))
            print(cycle.report.written(), flush=True)
            if not is_whole or (cycle.report.findings and options.stop):
                break
    finally:
        world.close()
        _mend(office)
    return [] if options.stop and world.is_kept else left


def _mend(office: OfficeNetwork) -> None:
    """A cycle that broke down may have left the network dead."""
    if not office.inspircd.process.is_running:
        office.restart()


def _run_cycle(cycle: Cycle) -> bool:
    """Whether the world is whole afterwards."""
    try:
        cycle.run()
    except Exception as error:  # Whatever it is, the cycle is at fault and the world is given up.
        traceback.print_exc()
        cycle.give_up(f"{type(error).__name__}: {error}")
        return False
    return True
