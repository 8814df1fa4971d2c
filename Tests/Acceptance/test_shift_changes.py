"""The rota changed in chat, shifts that change, and the morning's digest, on a real network.

Times said by the clocks of one zone are found by this test with `zoneinfo`, and read back from
`casebell rota`.
"""

from __future__ import annotations

import json
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from desk import DeskTestCase
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings
from parts.transcript import PRIVATE
from parts.waiting import wait_until

NEW_YORK = ZoneInfo("America/New_York")
ROTA = """rotations:
  - name: care
    timezone: America/New_York
    queues: [care]
    layers: [{ name: first, people: [lee], turn: daily, from: 2026-01-05 }]
"""
BRIEF = 15
"""Seconds for which somebody takes it over."""
OVERNIGHT_SECONDS = 130.0
OPENING_LEAD = timedelta(seconds=50)


class RotaTestCase(DeskTestCase):
    def rota(self) -> str:
        return ROTA

    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        (Path(config.directory) / "rota.yaml").write_text(self.rota())
        return config

    def shifts(self, begin: datetime, end: datetime) -> list[tuple[str, datetime, datetime]]:
        shown = self.casebell(
            "rota", "--json", "--from", stamp(begin), "--to", stamp(end)
        )
        self.assertEqual(shown.returncode, 0, shown.stderr)
        rows: list[dict[str, Any]] = json.loads(shown.stdout)
        return [
            (row["person"], datetime.fromisoformat(row["from"]), datetime.fromisoformat(row["to"]))
            for row in rows
        ]

    def told(self, pattern: str, place: str = CARE) -> int:
        return len(self.lee.seen(pattern, place))

    def write_receipts(self, number: int) -> None:
        """What was seen is known to be there, with a decision that comes after it: the next process
        says nothing again."""
        for word in ("heard", "written"):
            self.dana.say(CARE, f"!note {number} {word}")
            self.dana.expect_answer(rf"#{number} noted")


class Overrides(RotaTestCase):
    def test_said_by_the_rotations_clocks_kept_over_kills_and_reloads(self) -> None:
        day = (datetime.now(NEW_YORK) + timedelta(days=40)).date()
        # One day that begins in New York while it is another in London.
        begin = datetime(day.year, day.month, day.day, 22, 30, tzinfo=NEW_YORK)
        end = datetime(day.year, day.month, day.day, 23, 45, tzinfo=NEW_YORK)
        self.sam.say(CARE, f"!override @bo {day} 22:30 to 23:45")
        self.lee.expect(CARE, rf"care: bo has it from .*22:30 to {day} 23:45 in America/New_York")
        self.bo.expect(PRIVATE, "care: bo has it from .* says sam; lee is relieved")
        window = (begin - timedelta(hours=2), end + timedelta(hours=2))
        utc = [moment.astimezone(UTC) for moment in (window[0], begin, end, window[1])]
        expected = [("lee", utc[0], utc[1]), ("bo", utc[1], utc[2]), ("lee", utc[2], utc[3])]
        self.assertEqual(self.merged(self.shifts(*window)), expected)
        self.restart_daemon()
        self.assertEqual(self.merged(self.shifts(*window)), expected)
        self.bo.say(CARE, "!rota")
        self.bo.expect_answer("bo is on call 1 time in the next 90 days")
        self.dana.say(CARE, "!oncall me 2h")
        self.dana.expect(PRIVATE, "takes somebody on call")
        self.sam.say(CARE, "!override @bo off")
        self.lee.expect(CARE, "the override for bo .* is taken back, says sam")
        self.assertEqual({person for person, _, _ in self.shifts(*window)}, {"lee"})

    def merged(
        self, shifts: list[tuple[str, datetime, datetime]]
    ) -> list[tuple[str, datetime, datetime]]:
        """Turns of one person that follow each other as one."""
        found: list[tuple[str, datetime, datetime]] = []
        for person, begin, end in shifts:
            if found and found[-1][0] == person and found[-1][2] == begin:
                found[-1] = (person, found[-1][1], end)
            else:
                found.append((person, begin, end))
        return found


class ShiftChanges(RotaTestCase):
    def test_told_to_both_and_the_room_once_also_by_the_next_process(self) -> None:
        number = self.ring()
        self.assertEqual(self.told("hands over"), 0)
        self.sam.say(CARE, f"!oncall me {BRIEF}s")
        began = time.monotonic()
        self.lee.expect(CARE, "care: lee hands over to sam, on call until ")
        self.lee.expect(CARE, f"care: 1 case open: #{number} P1 free due ")
        for person in (self.lee, self.sam):
            person.expect(PRIVATE, "care: lee hands over to sam, on call until ")
        self.write_receipts(number)
        self.daemon.kill()
        self.dana.await_gone(CARE)
        time.sleep(max(0.0, began + BRIEF + 1 - time.monotonic()))
        self.daemon.start()
        self.await_bot()
        self.lee.expect(CARE, "care: sam hands over to lee, on call")
        for person in (self.lee, self.sam):
            person.expect(PRIVATE, "care: sam hands over to lee, on call")
        self.write_receipts(number)
        self.restart_daemon()
        self.dana.say(CARE, "!oncall")
        self.dana.expect_answer("care: lee")
        self.assertEqual(self.told("hands over"), 2)
        for person in (self.lee, self.sam):
            self.assertEqual(len(person.seen("hands over", PRIVATE)), 2)


class Morning(RotaTestCase):
    """A queue that opens while the test waits: within two minutes."""

    opening: datetime

    def rota(self) -> str:
        self.opening = (datetime.now(UTC) + OPENING_LEAD + timedelta(minutes=1)).replace(
            second=0, microsecond=0
        )
        closing = self.opening - timedelta(hours=2)
        hours = f"{self.opening:%H:%M}-{closing:%H:%M}"
        return (
            f"hours: [{{ queues: [care], timezone: UTC, open: [{{ hours: '{hours}' }}] }}]\n{ROTA}"
        )

    def test_the_digest_comes_once_and_is_carried_on_in_chat(self) -> None:
        free, held = self.ring(id="a"), self.ring(id="b")
        self.dana.say(CARE, f"!claim {held}")
        self.dana.expect(CARE, f"#{held} is yours")
        self.assertEqual(self.told("care closed"), 0)
        self.lee.expect(
            CARE,
            r"care closed .*: 2 cases came, 0 need nothing more; 2 need something, longest",
            within=OVERNIGHT_SECONDS,
        )
        self.lee.expect(CARE, rf"#{free} P1 .* · waits since .* · nobody has it")
        self.lee.expect(CARE, rf"#{held} P1 .* · waits since .* · dana's, needs a reply")
        self.assertGreaterEqual(datetime.now(UTC), self.opening)
        self.write_receipts(free)
        self.restart_daemon()
        self.bo.say(CARE, "!digest")
        self.bo.expect_answer("care closed .*: 2 cases came")
        wait_until(lambda: self.told("nobody has it") == 2, 5.0, "the answer to stand there")
        self.assertEqual(len(self.sam.seen("care closed", APPROVALS)), 0)
        self.assertEqual(self.told("care closed"), 2)


def stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
