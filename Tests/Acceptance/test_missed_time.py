"""The bot was away: what was said meanwhile is read where the server keeps it, else owned up to."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TypeVar

import wording
from parts.bot_config import APPROVALS, CARE, DeskSettings
from parts.people import BOT
from parts.scripted import commands
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.terms import Terms
from parts.scripted.visitor import Visitor
from parts.scripted_office import ScriptedOffice
from parts.waiting import Overdue, wait_until
from scripted_desk import ScriptedDeskTestCase

FRESH_SECONDS = 8.0
BACK_SECONDS = 20.0
DOUBT_SECONDS = 1.5

Done = TypeVar("Done")


class MissedTimeCase(ScriptedDeskTestCase):
    settings = DeskSettings(
        fresh_command=f"{FRESH_SECONDS:.0f}s", reconnect="{ first: 50ms, longest: 200ms }"
    )

    def assert_said_once(self, pattern: str) -> None:
        """And not called doubtful; what comes in doubt would come before the next card."""
        self.ring()
        with contextlib.suppress(Overdue):
            wait_until(lambda: len(self.dana.seen(pattern)) > 1, DOUBT_SECONDS, "another one")
        lines = self.dana.seen(pattern)
        self.assertEqual(len(lines), 1, lines)
        self.assertFalse(wording.is_again(lines[0].text))

    def assert_nobody_told_of_absence(self) -> None:
        for person in (self.dana, self.sam):
            self.assertEqual(person.seen(wording.missed_time()), [])


class WithHistory(MissedTimeCase):
    @staticmethod
    def terms() -> Terms:
        return Terms.with_history()

    def open_office(self) -> ScriptedOffice:
        """Its history reaches further back than the bot's own memory."""
        office = super().open_office()
        for room in (CARE, APPROVALS):
            office.server.remember(room, "bo", "good morning", timedelta(hours=1))
        return office

    def test_fresh_commands_run_and_older_ones_are_asked_about(self) -> None:
        self.check_commands(self.lose_bot, self.let_bot_in)

    def test_also_those_that_a_killed_daemon_missed(self) -> None:
        self.check_commands(self.kill_daemon, self.restart_daemon)

    def check_commands(self, go: Callable[[], None], come_back: Callable[[], None]) -> None:
        old, fresh = self.ring(), self.ring()
        go()
        self.bo.say(CARE, f"!claim {old}")
        self.grow_old()
        self.bo.say(CARE, "hello?")
        self.dana.say(CARE, f"!claim {fresh}")
        come_back()
        self.dana.expect_answer(wording.claimed(fresh, "dana"), within=BACK_SECONDS)
        self.bo.expect(CARE, wording.asked_about(f"claim {old}"), within=BACK_SECONDS)
        self.fence(self.dana)
        self.assertIsNone(self.api.case(old)["holder"])
        self.assert_claimed_once(fresh)
        self.assert_nobody_told_of_absence()

    def test_a_command_said_to_the_bot_alone(self) -> None:
        number = self.ring()
        self.lose_bot()
        self.dana.tell(f"claim {number}")
        self.let_bot_in()
        self.dana.expect_answer(wording.claimed_alone(number), within=BACK_SECONDS)
        self.assert_claimed_once(number)

    def test_more_than_one_page_of_talk(self) -> None:
        """In order, and the commands in it all run."""
        numbers = [self.ring() for _ in range(3)]
        self.lose_bot()
        for number in numbers:
            for line in range(60):
                self.bo.say(CARE, f"talk {line}")
            self.dana.say(CARE, f"!claim {number}")
        self.let_bot_in()
        for number in numbers:
            self.dana.expect(CARE, wording.claimed(number, "dana"), within=BACK_SECONDS)
        claims = [e["case"] for e in self.api.events() if e["type"] == "case.claimed"]
        self.assertEqual(claims, numbers)

    def test_a_card_that_got_out_is_not_posted_again(self) -> None:
        number = self.lose_bot_after(self.arrive, "│")
        self.await_bot()
        self.fence(self.dana)
        self.assertTrue(self.dana.seen(wording.rung(number), CARE))
        self.assert_said_once(wording.rung(number))

    def test_an_answer_that_got_out_is_not_given_again(self) -> None:
        number = self.ring()
        self.lose_bot_after(lambda: self.dana.say(CARE, f"!claim {number}"), "is yours")
        self.await_bot()
        self.fence(self.dana)
        self.assert_said_once(wording.claimed(number, "dana"))

    def test_nor_after_the_daemon_was_killed(self) -> None:
        number = self.lose_bot_after(self.arrive, "│", self.daemon.kill)
        self.daemon.start()
        self.await_bot()
        self.fence(self.dana)
        self.assert_said_once(wording.rung(number))

    def test_what_did_not_get_out_is_posted(self) -> None:
        self.lose_bot()
        number = self.arrive()
        self.let_bot_in()
        self.dana.expect(CARE, wording.rung(number), within=BACK_SECONDS)
        self.fence(self.dana)
        self.assert_said_once(wording.rung(number))
        self.assert_nobody_told_of_absence()

    def kill_daemon(self) -> None:
        self.daemon.kill()
        self.dana.await_gone(CARE)

    def restart_daemon(self) -> None:
        self.daemon.start()
        self.await_bot()

    def grow_old(self) -> None:
        """What was said until now is no fresh command any more."""
        end = time.monotonic() + FRESH_SECONDS + 0.5
        wait_until(lambda: time.monotonic() > end, FRESH_SECONDS + 5, "time to pass")

    def lose_bot_after(
        self, act: Callable[[], Done], words: str, kill: Callable[[], None] | None = None
    ) -> Done:
        """The line with these words reaches the room; the bot is cut off before it can know."""
        is_cut: list[bool] = []

        def deliver_and_cut(visitor: Visitor, line: TaggedLine) -> bool:
            if visitor.nick != BOT or is_cut or words not in line.last:
                return bool(is_cut) and visitor.nick == BOT and kill is not None
            is_cut.append(True)
            visitor.enabled.clear()
            commands.carry_out(self.server.state, visitor, line)
            if kill is None:
                visitor.close()
            return True

        with self.server.interjecting(deliver_and_cut):
            done = act()
            wait_until(lambda: is_cut, BACK_SECONDS, "the bot to say it")
            if kill is not None:
                kill()
            self.dana.await_gone(CARE)
        return done

    def assert_claimed_once(self, number: int) -> None:
        events = [event["type"] for event in self.api.case_events(number)]
        self.assertEqual(events.count("case.claimed"), 1)


class WithoutHistory(MissedTimeCase):
    def test_each_room_is_told_from_when_to_when(self) -> None:
        number = self.ring()
        self.lose_bot()
        self.dana.say(CARE, f"!claim {number}")
        self.let_bot_in()
        for person, room in ((self.dana, CARE), (self.sam, APPROVALS)):
            person.expect(room, wording.missed_time(), within=BACK_SECONDS)
        self.fence(self.dana)
        self.assertEqual(len(self.dana.seen(wording.missed_time(), CARE)), 1)
        self.assertIsNone(self.api.case(number)["holder"])
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))

    def test_also_after_the_daemon_was_killed(self) -> None:
        self.claimed_case()
        self.daemon.kill()
        self.dana.await_gone(CARE)
        self.daemon.start()
        self.await_bot()
        self.dana.expect(CARE, wording.missed_time(), within=BACK_SECONDS)

    def test_a_first_start_missed_nothing(self) -> None:
        self.fence(self.dana)
        self.assert_nobody_told_of_absence()
