"""200 disconnects of every kind on ngIRCd, which knows no accounts; a tenth unless `--long`."""

from __future__ import annotations

import unittest

from desk import IS_LONG, SEED
from parts.old_network import OldNetwork
from storm.calamity import Kind
from storm.storm import blow, weather

PING_SECONDS = 15
SHARES = {
    Kind.RST: 5,
    Kind.FIN: 4,
    Kind.HALF_OPEN: 1,
    Kind.UNPLUGGED: 1,
    Kind.GHOST: 4,
    Kind.KILLED: 4,
    Kind.STOPPED: 1,
}


class OnNgIRCd(unittest.TestCase):
    def test_disconnects(self) -> None:
        strikes = weather(SHARES, 10 if IS_LONG else 1, SEED)
        tally = blow(lambda: OldNetwork(ping_seconds=PING_SECONDS), strikes, SEED)
        print(tally.table("ngIRCd, TLS"))
        self.assertEqual(tally.faults, [])
        self.assertEqual(len(tally.rounds), len(strikes))
