"""One holder: of simultaneous claims one wins, and the other is told by whom and since when."""

from __future__ import annotations

import threading

import wording
from desk import DeskTestCase
from parts.bot_config import CARE
from parts.people import Person

RACES = 10


class ClaimingAtOnce(DeskTestCase):
    def test_one_wins_and_the_other_is_told(self) -> None:
        for race in range(RACES):
            with self.subTest(race=race):
                self.race(self.ring())

    def race(self, number: int) -> None:
        start = threading.Barrier(2)

        def claim(person: Person) -> None:
            start.wait()
            person.say(CARE, f"!claim {number}")

        together = [
            threading.Thread(target=claim, args=(person,)) for person in (self.dana, self.bo)
        ]
        for thread in together:
            thread.start()
        for thread in together:
            thread.join()
        case = self.await_case(number, lambda case: case["holder"], "somebody's")
        winner, loser = self.dana, self.bo
        if case["holder"] == "bo":
            winner, loser = loser, winner
        winner.expect_answer(wording.claimed(number, winner.nick))
        loser.expect_answer(wording.held_by(number, loser.nick, winner.nick))
        claims = [
            event for event in self.api.case_events(number) if event["type"] == "case.claimed"
        ]
        self.assertEqual([event["by"] for event in claims], [winner.nick])


class OthersCases(DeskTestCase):
    def test_a_reply_to_anothers_case_is_refused(self) -> None:
        number = self.claimed_case()
        self.bo.say(CARE, f"!r {number} hello")
        self.bo.expect_answer(wording.not_yours(number, "dana"))
        self.assertEqual(self.api.case(number)["drafts"], [])

    def test_a_released_case_can_be_claimed(self) -> None:
        number = self.claimed_case()
        self.dana.say(CARE, f"!release {number}")
        self.await_case(number, lambda case: case["holder"] is None, "free")
        self.bo.say(CARE, f"!c {number}")
        self.bo.expect_answer(wording.claimed(number, "bo"))
