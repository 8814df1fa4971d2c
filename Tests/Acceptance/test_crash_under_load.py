"""kill -9 at random moments, during intake and while replies go out.

`CASEBELL_LONG=1` makes it twenty kills each and a load of 11,712 mentions; `CASEBELL_SEED`
repeats a run.
"""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from desk import IS_LONG, SEED, DeskTestCase
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.desk_api import AWAY, Accepted
from parts.mentions import crowd
from parts.people import Person
from parts.waiting import wait_until

KILLS = 20 if IS_LONG else 3
MENTIONS = 11_712 if IS_LONG else 1_500
BATCH = 10
REPLIES_MIN = 20 if IS_LONG else 4
PATIENCE_SECONDS = 120.0
INSIST_SECONDS = 2.0
BETWEEN_KILLS_MAX_SECONDS = 2.0


class DuringIntake(DeskTestCase):
    def test_no_acknowledged_mention_is_lost(self) -> None:
        mentions = crowd(MENTIONS, SEED)
        acknowledged: dict[str, Accepted] = {}
        moments = random.Random(SEED).sample(range(1, MENTIONS - BATCH), KILLS)
        with ThreadPoolExecutor() as aside:
            handed_in = aside.submit(self.hand_in, mentions, acknowledged)
            for moment in sorted(moments):
                self.await_count(acknowledged, moment)
                self.daemon.restart()
            handed_in.result()
        self.assertEqual(len(acknowledged), MENTIONS)
        self.check_each_is_in_one_case(acknowledged.values())
        self.check_all_are_duplicates(mentions, acknowledged)

    def await_count(self, acknowledged: dict[str, Accepted], count: int) -> None:
        wait_until(lambda: len(acknowledged) >= count, PATIENCE_SECONDS, f"{count} acknowledged")

    def hand_in(self, mentions: list[dict[str, Any]], acknowledged: dict[str, Accepted]) -> None:
        """As a customer's system does: again and again until each batch is acknowledged."""
        for start in range(0, len(mentions), BATCH):
            rows = self.insist_on(mentions[start : start + BATCH])
            acknowledged.update((row.id, row) for row in rows)

    def insist_on(self, batch: list[dict[str, Any]]) -> list[Accepted]:
        end = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self.api.post(batch)
            except AWAY:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)

    def check_each_is_in_one_case(self, acknowledged: Iterable[Accepted]) -> None:
        expected = {row.id: row.case for row in acknowledged}
        found = Counter(
            (mention["id"], number)
            for number in sorted(set(expected.values()))
            for mention in self.api.case(number)["mentions"]
        )
        self.assertEqual(found, Counter(expected.items()))
        opened = [event["case"] for event in self.api.events() if event["type"] == "case.opened"]
        self.assertEqual(Counter(opened), Counter(set(expected.values())))

    def check_all_are_duplicates(
        self, mentions: list[dict[str, Any]], acknowledged: dict[str, Accepted]
    ) -> None:
        for start in range(0, len(mentions), 100):
            for row in self.api.post(mentions[start : start + 100]):
                self.assertTrue(row.is_duplicate, row)
                self.assertEqual(row.case, acknowledged[row.id].case)


class WhileRepliesGoOut(DeskTestCase):
    settings = DeskSettings(undo_window="200ms")

    def test_none_is_missing_and_none_has_two_keys(self) -> None:
        promised: dict[int, str] = {}
        enough = threading.Event()
        dice = random.Random(SEED)
        with ThreadPoolExecutor() as aside:
            worked = aside.submit(self.work, promised, enough)
            try:
                for _ in range(KILLS):
                    self.await_random_moment(dice)
                    self.daemon.restart()
            finally:
                enough.set()
            worked.result()
        self.assertGreaterEqual(len(promised), REPLIES_MIN)
        for number, text in promised.items():
            with self.subTest(case=number):
                self.check_posted_once(number, text)

    def await_random_moment(self, dice: random.Random) -> None:
        """Right after a reply has reached the receiver, or at any time."""
        if dice.random() < 0.5:
            before = len(self.receiver.attempts())
            wait_until(
                lambda: len(self.receiver.attempts()) > before, PATIENCE_SECONDS, "a reply to leave"
            )
            time.sleep(dice.uniform(0, 0.1))
        else:
            time.sleep(dice.uniform(0, BETWEEN_KILLS_MAX_SECONDS))

    def work(self, promised: dict[int, str], enough: threading.Event) -> None:
        """Dana and Sam answer one case after the other, whatever happens to the bot."""
        while len(promised) < REPLIES_MIN or not enough.is_set():
            number = self.insist_on_arrival()
            text = f"Hi Mara, this is answer {len(promised) + 1}."
            self.insist(self.dana, CARE, f"!claim {number}", number, is_claimed)
            self.insist(self.dana, CARE, f"!reply {number} {text}", number, is_drafted)
            mark = self.look(number)["drafts"][-1]["mark"]
            self.insist(self.sam, APPROVALS, f"!ok {mark}", number, is_approved)
            promised[number] = text

    def insist_on_arrival(self) -> int:
        number: int = wait_until(lambda: self.quietly(self.arrive), PATIENCE_SECONDS, "intake")
        return number

    def insist(
        self,
        person: Person,
        room: str,
        command: str,
        number: int,
        is_done: Callable[[dict[str, Any]], bool],
    ) -> None:
        """Says it until it has happened, as somebody does who gets no answer."""
        end = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < end:
            person.await_in_room(room)
            person.say(room, command)
            said = time.monotonic()
            while time.monotonic() < said + INSIST_SECONDS:
                case = self.quietly(lambda: self.api.case(number))
                if case and is_done(case):
                    return
                time.sleep(0.05)
        self.fail(f"{command} never happened")

    def look(self, number: int) -> dict[str, Any]:
        case: dict[str, Any] = wait_until(
            lambda: self.quietly(lambda: self.api.case(number)), PATIENCE_SECONDS, "the daemon"
        )
        return case

    def quietly(self, call: Callable[[], Any]) -> Any:
        """Nothing while the daemon is away."""
        try:
            return call()
        except AWAY:
            return None

    def check_posted_once(self, number: int, text: str) -> None:
        self.receiver.await_posted(number, within=PATIENCE_SECONDS)
        self.await_case(number, lambda case: case["phase"] == "answered", "answered")
        self.assertEqual([reply.data["text"] for reply in self.receiver.posted(number)], [text])
        keys = {request.webhook_id for request in self.receiver.attempts(number)}
        self.assertEqual(len(keys), 1)


def is_claimed(case: dict[str, Any]) -> bool:
    holder: str | None = case["holder"]
    return holder == "dana"


def is_drafted(case: dict[str, Any]) -> bool:
    return bool(case["drafts"])


def is_approved(case: dict[str, Any]) -> bool:
    return case["drafts"][-1]["state"] in ("approved", "sending", "sent")
