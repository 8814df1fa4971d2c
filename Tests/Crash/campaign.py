"""A run of many cycles: dealt out to worlds side by side, one process each, and summed up."""

from __future__ import annotations

import contextlib
import itertools
import os
import shutil
import subprocess
import sys
import threading
import time
import traceback
from collections.abc import Sequence
from pathlib import Path

from cycle import Cycle
from dealing import has_mail, has_matrix, in_order, kind_of, shares
from judging.judge import Judge
from keeping import keep
from options import Options
from parts.daemon import binary
from parts.network import OfficeNetwork
from parts.process import temporary_directory
from report import Report
from tally import Tally
from world.desk_world import PING_SECONDS, DeskWorld
from world.homeserver import Homeserver
from world.mail_server import MailServer
from world.mail_side import MailSide
from world.matrix_side import MatrixSide

WORLD_CYCLES_MAX = 25
"""A world is given up for a new one after so many: its store grows, and judging it with it."""
LOBBY_EVERY = 3
"""Worlds: a third room is as much work for the homeserver as the second."""
LOOK_SECONDS = 0.2
END_SECONDS = 30.0
DEADLINES = ("45s", "2s")
"""How long a reply is tried: hardly ever too short, and often."""


def run_all(options: Options) -> int:
    """Starts the worlds, prints what each cycle came to, and the table in the end."""
    os.environ["CASEBELL_BIN"] = str(_own_binary())
    tally = Tally([kind.name for kind in options.kinds])
    count = min(options.lanes, len(options.numbers))
    there = sum(has_matrix(number, options) for number in options.numbers)
    paged = sum(has_mail(number, options) for number in options.numbers)
    cycles = f"{len(options.numbers)} cycles, {there} of them on Matrix as well, {paged} with mail"
    print(f"seed {options.seed}: {cycles}, in {count} processes", flush=True)
    lanes = [_Lane(options, share, tally) for share in shares(options, count)]
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
        self._again = options.again
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
            print(report.summary(self._again), flush=True)

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
    on_matrix = [number for number in options.numbers if has_matrix(number, options)]
    on_irc = [number for number in options.numbers if number not in on_matrix]
    try:
        with contextlib.ExitStack() as servers:
            mail = None
            if any(has_mail(number, options) for number in options.numbers):
                mail = servers.enter_context(contextlib.closing(MailServer()))
                mail.start()
            goes_on = True
            if on_matrix:
                with contextlib.closing(Homeserver()) as homeserver:
                    homeserver.start()
                    goes_on = _run_with_and_without(office, homeserver, mail, on_matrix, options)
            if goes_on:
                _run_with_and_without(office, None, mail, on_irc, options)
    finally:
        office.stop()
    return 0


def _run_with_and_without(
    office: OfficeNetwork,
    homeserver: Homeserver | None,
    mail: MailServer | None,
    numbers: list[int],
    options: Options,
) -> bool:
    """The cycles with mail before the others, in worlds of their own."""
    paged = [number for number in numbers if has_mail(number, options)]
    others = [number for number in numbers if number not in paged]
    return _run_worlds(office, homeserver, mail, paged, options) and _run_worlds(
        office, homeserver, None, others, options
    )


def _run_worlds(
    office: OfficeNetwork,
    homeserver: Homeserver | None,
    mail: MailServer | None,
    numbers: list[int],
    options: Options,
) -> bool:
    """Whether the run goes on."""
    left = in_order(numbers, options, WORLD_CYCLES_MAX)
    for count in itertools.count():
        if not left:
            return True
        # The first one has it, so that the shortest run does.
        side = MatrixSide(homeserver, has_lobby=count % LOBBY_EVERY == 0) if homeserver else None
        boxes = MailSide(mail) if mail else None
        world = DeskWorld(office, DEADLINES[left[0] % len(DEADLINES)], side, boxes)
        left = _run_world(world, left, options)
        _mend(office, homeserver, mail)
        if options.stop and world.is_kept:
            return False
    return True


def _run_world(world: DeskWorld, numbers: list[int], options: Options) -> list[int]:
    """Until enough, or until it is broken; returns the cycles that are left."""
    judge = Judge(world)
    left = list(numbers)
    try:
        world.open()
        for _ in range(min(WORLD_CYCLES_MAX, len(numbers))):
            number = left.pop(0)
            cycle = Cycle(number, kind_of(number, options), world, judge, options.seed)
            is_whole = _run_cycle(cycle)
            if cycle.report.findings:
                cycle.report.kept = str(keep(world, cycle))
            print(cycle.report.written(), flush=True)
            if not is_whole or (cycle.report.findings and options.stop):
                break
    finally:
        world.close()
    return left


def _mend(
    office: OfficeNetwork, homeserver: Homeserver | None, mail: MailServer | None
) -> None:
    """A cycle that broke down may have left the networks dead."""
    if not office.inspircd.process.is_running:
        office.restart()
    if homeserver is not None:
        homeserver.mend()
    if mail is not None:
        mail.mend()


def _run_cycle(cycle: Cycle) -> bool:
    """Whether the world is whole afterwards."""
    try:
        cycle.run()
    except Exception as error:  # Whatever it is, the cycle is at fault and the world is given up.
        traceback.print_exc()
        cycle.give_up(f"{type(error).__name__}: {error}")
        return False
    return True
