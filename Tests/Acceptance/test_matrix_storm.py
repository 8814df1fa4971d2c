"""Five hundred mentions at once at a homeserver with its own limits: ten messages, then one in 5 s.

What is urgent is seen within five seconds; the room is told of the rest. The figures are printed.
"""

from __future__ import annotations

import time

import wording
from burst import Burst, Eye, account, digested, loose, mixed
from desk import SEED
from matrix_desk import MatrixDeskTestCase
from parts.bot_config import CARE, BotConfig, DeskSettings
from parts.synapse_files import STOCK
from parts.waiting import wait_until

MENTIONS = 500
URGENT = 5
PROMISED_SECONDS = 5.0
DIGEST_SECONDS = 120.0
ALL_URGENT_SECONDS = 200.0
LATE_SECONDS = 15.0
ANSWERED_SECONDS = 60.0
BUCKET = 10
REFILLED_SECONDS = 50.0
"""After so long Synapse lets ten through at once again."""


class AtStockLimits(MatrixDeskTestCase):
    limits = STOCK

    def write_config(self, settings: DeskSettings) -> BotConfig:
        config = super().write_config(settings)
        config.replace("desk.yaml", "first_response: 30m", "first_response: 30m, digest: 1m")
        return config

    def assert_one_card(self, number: int) -> None:
        """What shares lines with others has none until somebody takes it."""

    def test_a_bot_that_has_said_nothing_yet(self) -> None:
        burst = self.let_loose("fresh", URGENT)
        self.check_rest_is_told()
        self.check_urgent(burst)

    def test_a_bot_that_has_just_said_ten_things(self) -> None:
        self.ask(BUCKET)
        burst = self.let_loose("ten things said", URGENT)
        self.check_urgent(burst)

    def test_a_bot_that_has_met_the_limit_and_rested(self) -> None:
        self.ask(BUCKET + 2)
        time.sleep(REFILLED_SECONDS)  # A server's limits are about time.
        burst = self.let_loose("limit met, rested", URGENT)
        self.check_urgent(burst)

    def test_all_of_it_urgent(self) -> None:
        burst = self.let_loose("all urgent", MENTIONS, ALL_URGENT_SECONDS)
        self.assertEqual(burst.urgent - burst.seen.keys(), set(), "never named")
        if max(burst.delays.values()) >= LATE_SECONDS:
            self.assertTrue(self.dana.seen(wording.late_by(), CARE), "nobody said how late it is")

    def ask(self, times: int) -> None:
        """Looks that are answered with one message each."""
        for number in range(900_000, 900_000 + times):
            self.dana.say(CARE, f"!show {number}")
        wait_until(
            lambda: len(self.dana.seen(wording.no_such_case_any())) >= times,
            ANSWERED_SECONDS,
            f"{times} answers",
        )

    def let_loose(self, title: str, urgent: int, within: float = 30.0) -> Burst:
        eye = Eye(self.dana, CARE)
        burst = loose(self.api, mixed(MENTIONS, urgent, SEED), eye.look)
        eye.await_named(burst.urgent, within)
        eye.tell(burst)
        self.addCleanup(lambda: print(account(title, burst, self.dana, CARE)))
        return burst

    def check_urgent(self, burst: Burst) -> None:
        self.assertEqual(burst.urgent, burst.seen.keys())
        self.assertLess(max(burst.delays.values()), PROMISED_SECONDS, burst.delays)

    def check_rest_is_told(self) -> None:
        rest = MENTIONS - URGENT
        wait_until(
            lambda: digested(self.dana, CARE) >= rest, DIGEST_SECONDS, f"{rest} to be told of"
        )
        self.assertEqual(digested(self.dana, CARE), rest)
