"""Who is called when nobody has an urgent case, step by step, on real servers and a real clock."""

from __future__ import annotations

import time
from datetime import datetime

import wording
from desk import DeskTestCase
from parts.bot_config import APPROVALS, CARE, BotConfig, DeskSettings
from parts.people import Person
from parts.transcript import PRIVATE

WAIT = 10
"""Seconds between two steps, the least that a chain may wait."""
LATE = 6.0
"""So much later a step may be seen."""

ROTA = f"""
rotations:
  - name: care
    queues: [care]
    layers: [{{ name: first, people: [bo], turn: weekly, from: 2026-01-05 }}]
chains:
  - name: night
    queues: [care]
    during: always
    steps:
      - {{ page: oncall first, wait: {WAIT}s }}
      - {{ page: "@lee", wait: {WAIT}s }}
"""


class Chains(DeskTestCase):
    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        (config.directory / "rota.yaml").write_text(ROTA)
        return config

    def await_page(self, person: Person, number: int, within: float) -> None:
        person.expect(PRIVATE, wording.paged(number), within=within)

    def pages(self, person: Person, number: int) -> int:
        return len(person.seen(wording.paged(number)))

    def events(self, number: int) -> list[str]:
        return [event["type"] for event in self.api.events() if event["case"] == number]

    def times(self, number: int, *kinds: str) -> list[float]:
        """Of those events of the case, in seconds; by the desk's own clock."""
        return [
            datetime.fromisoformat(event["at"]).timestamp()
            for event in self.api.case_events(number)
            if event["type"] in kinds
        ]

    def test_step_by_step_to_the_end(self) -> None:
        """The room is told when nobody is left."""
        start = time.monotonic()
        number = self.ring()
        self.await_page(self.bo, number, LATE)
        self.assertLess(time.monotonic() - start, 2.0)
        self.await_page(self.lee, number, WAIT + LATE)
        self.sam.expect(APPROVALS, wording.pages_exhausted(number), within=WAIT + LATE)
        self.assertEqual((self.pages(self.bo, number), self.pages(self.lee, number)), (1, 1))
        kinds = [kind for kind in self.events(number) if kind.startswith("oncall.")]
        self.assertEqual(kinds, ["oncall.paged", "oncall.paged", "oncall.ended"])
        first, second = self.times(number, "oncall.paged")
        self.assertGreaterEqual(second - first, WAIT)

    def test_acknowledged_and_nobody_else_is_called(self) -> None:
        number = self.ring()
        self.await_page(self.bo, number, LATE)
        self.bo.tell(f"ack {number}")
        self.bo.expect_answer(wording.acknowledged(number, "bo"))
        self.dana.expect(CARE, wording.acknowledged(number, "bo"))
        time.sleep(WAIT + 2.0)
        self.assertEqual(self.pages(self.lee, number), 0)
        self.lee.tell(f"ack {number}")
        self.lee.expect_answer(rf"#{number} is looked after by bo")

    def test_a_claim_stops_it_across_a_kill(self) -> None:
        number = self.ring()
        self.await_page(self.bo, number, LATE)
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))
        self.restart_daemon()
        time.sleep(WAIT + 2.0)
        self.assertEqual(self.pages(self.lee, number), 0)

    def test_the_next_step_follows_across_a_kill(self) -> None:
        """Late rather than never, and once."""
        number = self.ring()
        self.await_page(self.bo, number, LATE)
        self.daemon.kill()
        self.dana.await_gone(CARE)
        time.sleep(WAIT + 1.0)
        self.daemon.start()
        self.await_page(self.lee, number, 20.0)
        self.await_bot()
        self.lee.tell(f"ack {number}")
        self.lee.expect_answer(wording.acknowledged(number, "lee"))
        self.assertEqual(self.pages(self.lee, number), 1)

    def test_several_in_one_page(self) -> None:
        """What comes soon after a page is gathered."""
        first = self.ring()
        self.await_page(self.bo, first, LATE)
        more = [self.ring() for _ in range(3)]
        page = self.bo.expect(PRIVATE, r"PAGE 3 cases: .*ack all", within=40.0)
        for number in more:
            self.assertIn(f"#{number} ", page.string)
        self.bo.tell("ack all")
        for number in more:
            self.bo.expect_answer(wording.acknowledged(number, "bo"))
