"""200 disconnects of every kind on InspIRCd with accounts; a tenth of them unless `--long`."""

from __future__ import annotations

import unittest

from desk import IS_LONG, SEED
from parts.network import OfficeNetwork
from storm.calamity import Kind
from storm.storm import blow, weather

PING_SECONDS = 15
SHARES = {
    Kind.RST: 4,
    Kind.FIN: 4,
    Kind.HALF_OPEN: 1,
    Kind.UNPLUGGED: 1,
    Kind.GHOST: 3,
    Kind.KILLED: 3,
    Kind.STOPPED: 1,
    Kind.SERVICES: 3,
}


class OnInspIRCd(unittest.TestCase):
    def test_disconnects(self) -> None:
        strikes = weather(SHARES, 10 if IS_LONG else 1, SEED)
        tally = blow(lambda: OfficeNetwork(ping_seconds=PING_SECONDS), strikes, SEED)
        print(tally.table("InspIRCd with Anope, TLS"))
        self.assertEqual(tally.faults, [])
        self.assertEqual(len(tally.rounds), len(strikes))
