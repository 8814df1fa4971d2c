"""The desk's own server does not tell the truth: nobody is obeyed for it, nothing is said twice."""

from __future__ import annotations

import contextlib
from collections.abc import Callable

import wording
from parts.bot_config import CARE
from parts.people import BOT
from parts.scripted import commands, registration
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.visitor import Visitor
from parts.waiting import Overdue, wait_until
from scripted_desk import ScriptedDeskTestCase

ECHOES = 3
LATER_SECONDS = 20.0
DOUBT_SECONDS = 0.5


class Receipts(ScriptedDeskTestCase):
    """Whatever the server says of the bot's lines: each command has one effect and one answer."""

    def test_every_echo_comes_several_times(self) -> None:
        def repeat(visitor: Visitor, line: TaggedLine) -> None:
            commands.carry_out(self.server.state, visitor, line)
            echo = visitor.told[-1]
            for _ in range(ECHOES):
                visitor.send(echo)

        self.check_answers(repeat)

    def test_echoes_have_somebody_elses_nick(self) -> None:
        def misname(visitor: Visitor, line: TaggedLine) -> None:
            told = TaggedLine(line.command, line.parameters, "zed!z@host.test", line.tags)
            visitor.send(told)
            commands.carry_out(self.server.state, visitor, line)

        self.check_answers(misname)

    def test_labels_are_wrong(self) -> None:
        def mislabel(visitor: Visitor, line: TaggedLine) -> None:
            label = line.tags.get("label", "") + "x"
            commands.carry_out(self.server.state, visitor, line.tagged(label=label))

        self.check_answers(mislabel)

    def test_there_is_neither_echo_nor_acknowledgement(self) -> None:
        def keep_silent(visitor: Visitor, line: TaggedLine) -> None:
            enabled = set(visitor.enabled)
            visitor.enabled.clear()
            commands.carry_out(self.server.state, visitor, line)
            visitor.enabled |= enabled

        self.check_answers(keep_silent)

    def check_answers(self, conduct: Callable[[Visitor, TaggedLine], None]) -> None:
        """With the server dealing so with every line the bot says."""

        def interject(visitor: Visitor, line: TaggedLine) -> bool:
            is_speech = visitor.nick == BOT and line.command in ("PRIVMSG", "NOTICE")
            if is_speech:
                conduct(visitor, line)
            return is_speech

        with self.server.interjecting(interject):
            for _ in range(3):
                number = self.ring()
                self.dana.say(CARE, f"!claim {number}")
                self.dana.expect_answer(wording.claimed(number, "dana"))
            with contextlib.suppress(Overdue):
                wait_until(
                    lambda: len(self.dana.seen(wording.claimed(number, "dana"))) > 1,
                    DOUBT_SECONDS,
                    "a second answer",
                )
            self.assertEqual(len(self.dana.seen(wording.claimed(number, "dana"))), 1)
            claims = [e for e in self.api.case_events(number) if e["type"] == "case.claimed"]
            self.assertEqual(len(claims), 1)


class Accounts(ScriptedDeskTestCase):
    def test_nothing_but_the_accounts_own_tag_counts(self) -> None:
        number = self.ring()
        mallory = self.seat_stranger("mallory", CARE)
        command = f"PRIVMSG {CARE} :!claim {number}"
        sources = ("mallory!m@host.test", "dana!dana@host.test", "Dana", "dana@host.test", "")
        tags = (
            "",
            "account",
            "account=",
            "account=*",
            "account=0",
            "account=dana\\s",
            "account=dana\\:bo",
            "account=d\u0430na",
            "account=dana\u200b",
            "account=dana,bo",
            "+account=dana",
            "example.org/account=dana",
            "Account=dana",
            "+typing=active;msgid=1",
        )
        for source in sources:
            for tag in tags:
                tagged = f"@{tag} " if tag else ""
                prefix = f":{source} " if source else ""
                self.server.tell(BOT, f"{tagged}{prefix}{command}")
        self.server.tell_raw(BOT, b"@account=dana\xff :dana!d@h " + command.encode() + b"\r\n")
        self.server.tell_raw(BOT, b"@account=dana :d\xe4na!d@h " + command.encode() + b"\xe4\r\n")
        self.fence(self.bo)
        self.fence(self.dana)
        self.assertIsNone(self.api.case(number)["holder"])
        mallory.drop()
        self.dana.say(CARE, f"!claim {number}")
        self.dana.expect_answer(wording.claimed(number, "dana"))


class OutOfTheBlue(ScriptedDeskTestCase):
    def test_another_nick(self) -> None:
        number = self.ring()
        self.server.do(lambda state: registration.rename(state, state.visitors[BOT], "surprise"))
        self.dana.say(CARE, f"surprise: claim {number}")
        self.dana.transcript.take(CARE, "surprise", wording.claimed(number, "dana"), LATER_SECONDS)

    def test_out_of_the_room(self) -> None:
        self.server.give_rank("dana", CARE)
        self.dana.raw(f"KICK {CARE} {BOT} :out")
        self.dana.await_gone(CARE)
        number = self.arrive()
        self.dana.expect(CARE, wording.rung(number), within=LATER_SECONDS)
