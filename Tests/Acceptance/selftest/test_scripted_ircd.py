"""The scripted server keeps to the protocols it is there to speak."""

from __future__ import annotations

import unittest
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from parts.irc_connection import IRCConnection
from parts.people import Person
from parts.scripted.history import History as Said
from parts.scripted.history import Remembered
from parts.scripted.tagged_line import TaggedLine
from parts.scripted.terms import Terms
from parts.scripted_office import ScriptedOffice
from parts.transcript import PRIVATE

EVERYTHING = "message-tags server-time account-tag batch echo-message labeled-response"


class ScriptedCase(unittest.TestCase):
    def setUp(self) -> None:
        self.office = ScriptedOffice(Terms.with_everything())
        self.addCleanup(self.office.stop)
        self.office.start()

    def sit(self, name: str, *rooms: str) -> Person:
        person = self.office.person(name, *rooms)
        self.addCleanup(person.drop)
        return person

    def client(self, nick: str, capabilities: str) -> tuple[IRCConnection, Sequence[TaggedLine]]:
        """In #talk; returns what it is told, tags and all."""
        connection = IRCConnection(self.office.address, nick, lambda line: None)
        self.addCleanup(connection.close)
        connection.ask("CAP LS 302", "CAP")
        connection.ask(f"CAP REQ :{capabilities}", "CAP")
        connection.ask(f"NICK {nick}\r\nUSER {nick} 0 * :{nick}\r\nCAP END", "422")
        connection.ask("JOIN #talk", "366")
        told = self.office.server.do(lambda state: state.visitors[nick].told)
        told.clear()
        return connection, told


class Talk(ScriptedCase):
    def test_two_people(self) -> None:
        dana, bo = self.sit("dana", "#talk"), self.sit("bo", "#talk")
        dana.say("#talk", "hello")
        bo.transcript.take("#talk", "dana", "^hello$", 5)
        bo.say("dana", "psst")
        dana.transcript.take(PRIVATE, "bo", "psst", 5)

    def test_a_wrong_password(self) -> None:
        self.office.server.add_account("dana", "another")
        with self.assertRaisesRegex(AssertionError, "dana cannot log in"):
            self.sit("dana")

    def test_a_closed_room(self) -> None:
        dana = self.sit("dana", "#closed")
        dana.raw("MODE #closed +i")
        visitor, _ = self.client("zed", EVERYTHING)
        self.assertEqual(visitor.ask("JOIN #closed", "473", "366").command, "473")

    def test_an_echo_has_the_label(self) -> None:
        client, heard = self.client("zed", EVERYTHING)
        client.ask("@label=7 PRIVMSG #talk :hello", "PRIVMSG")
        (echo,) = [line for line in heard if line.command == "PRIVMSG"]
        self.assertEqual(echo.tags["label"], "7")
        self.assertIn("msgid", echo.tags)

    def test_a_line_without_an_answer_is_acknowledged(self) -> None:
        client, heard = self.client("zed", EVERYTHING)
        client.ask("@label=8 PONG :x", "ACK")
        self.assertEqual(heard[-1].tags, {"label": "8"})


class Pages(unittest.TestCase):
    def test_what_shares_a_moment_is_told_apart(self) -> None:
        history, moment = Said(), datetime.now(UTC)
        for number in range(10):
            history.add(Remembered(moment, f"m{number}", "#care", ()))

        def told(way: str, *references: str, limit: int = 9) -> list[str]:
            found = history.select(way, "#care", list(references), limit)
            return [one.msgid for one in found]

        self.assertEqual(told("AFTER", "msgid=m3", limit=3), ["m4", "m5", "m6"])
        self.assertEqual(told("BEFORE", "msgid=m3", limit=2), ["m1", "m2"])
        self.assertEqual(told("BETWEEN", "msgid=m3", "msgid=m6"), ["m4", "m5"])
        self.assertEqual(told("AFTER", f"timestamp={moment.isoformat()}"), [])


class History(ScriptedCase):
    def test_after_a_message(self) -> None:
        client, heard = self.client("zed", f"{EVERYTHING} draft/chathistory")
        remember = self.office.server.remember
        first = remember("#talk", "dana", "first", timedelta(minutes=3))
        remember("#talk", "bo", "second", timedelta(minutes=2))
        remember("#talk", "bo", "third", timedelta(minutes=1))
        client.ask(f"CHATHISTORY AFTER #talk msgid={first} 1\r\nPING :end", "PONG")
        (told,) = [line for line in heard if line.command == "PRIVMSG"]
        self.assertEqual((told.last, told.tags["account"]), ("second", "bo"))

    def test_of_a_room_one_is_not_in(self) -> None:
        client, _ = self.client("zed", f"{EVERYTHING} draft/chathistory")
        answer = client.ask("CHATHISTORY LATEST #other * 5", "FAIL")
        self.assertIn("INVALID_TARGET", answer.parameters)


class Multiline(ScriptedCase):
    def test_who_cannot_read_it_gets_it_line_by_line(self) -> None:
        dana = self.sit("dana", "#talk")
        client, heard = self.client("zed", f"{EVERYTHING} draft/multiline")
        client.ask(
            "@label=9 BATCH +1 draft/multiline #talk\r\n@batch=1 PRIVMSG #talk :one\r\n"
            "@batch=1 PRIVMSG #talk :two\r\nBATCH -1",
            "BATCH",
        )
        dana.transcript.take("#talk", "zed", "^one$", 5)
        dana.transcript.take("#talk", "zed", "^two$", 5)
        opening = heard[0]
        self.assertEqual(opening.parameters[1:], ("draft/multiline", "#talk"))
        self.assertEqual(opening.tags["label"], "9")
        self.assertIn("msgid", opening.tags)
