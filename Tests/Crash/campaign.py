from __future__ import annotations

import argparse
import random
import time
import traceback

from calamities.every import KINDS
from cycle import Cycle
from judging.judge import Judge
from parts.network import OfficeNetwork
from world.desk_world import PING_SECONDS, DeskWorld


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cycles", type=int, default=4)
    parser.add_argument("--seed", type=int, default=random.randrange(1 << 31))
    parser.add_argument("--kinds", default="")
    options = parser.parse_args()
    print("seed", options.seed)
    office = OfficeNetwork(ping_seconds=PING_SECONDS)
    office.start()
    world = DeskWorld(office, "45s")
    try:
        world.open()
        judge = Judge(world)
        kinds = [k for k in KINDS if not options.kinds or any(w in k.name for w in options.kinds.split(","))]
        for number in range(1, options.cycles + 1):
            cycle = Cycle(number, kinds[number % len(kinds)], world, judge, options.seed)
            try:
                print(cycle.run())
            except Exception:
                traceback.print_exc()
                print(cycle.chronicle.findings, world.daemon.process.log_tail(60))
                break
    finally:
        world.close()
        office.stop()
    return 0
