"""Very many urgent mentions at once, on a server that does not like haste."""

from __future__ import annotations

import re

from desk import DeskTestCase
from parts.bot_config import CARE, DeskSettings, Office
from parts.inspircd import STOCK, UNHURRIED
from parts.mentions import mention
from parts.network import OfficeNetwork
from parts.waiting import wait_until

CASES = 150
PATIENCE_SECONDS = 120.0


class RushTestCase(DeskTestCase):
    """The limits are the bot's; with its own idea of its budget."""

    settings = DeskSettings(is_tls=True, flood=None)

    def open_office(self) -> Office:
        office = OfficeNetwork(STOCK, limits_for_people=UNHURRIED)
        self.addCleanup(office.stop)
        office.start()
        return office

    def test_each_is_named_and_nobody_is_flooded(self) -> None:
        """In full they would be three hundred lines, ten minutes of such a server's patience."""
        rows = self.api.post(
            [
                mention(
                    f"No internet since {number} o'clock, cancelling",
                    author={"handle": f"@c{number}", "vip": True},
                )
                for number in range(CASES)
            ]
        )
        self.dana.say(CARE, f"!claim {rows[-1].case}")
        answered = self.dana.expect_answer(f"#{rows[-1].case} is yours", within=20)
        self.assertIsNotNone(answered)
        numbers = {row.case for row in rows}
        wait_until(lambda: numbers <= self.named(), PATIENCE_SECONDS, "every case is named")
        lines = [line for line in self.dana.seen(r"P1", CARE)]
        print(f"{CASES} urgent mentions at once: named in {len(lines)} lines")
        self.assertLess(len(lines), CASES // 2)

    def named(self) -> set[int]:
        """What the room has been told rings."""
        return {
            int(number)
            for line in self.dana.seen(r"P1", CARE)
            for number in re.findall(r"#(\d+) ", line.text)
        }
