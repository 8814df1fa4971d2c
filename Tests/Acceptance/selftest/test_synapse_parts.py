"""Synapse, the people on it, and what they see of each other."""

from __future__ import annotations

import time
import unittest
from typing import ClassVar
from unittest import mock

from parts.loopback import HOST, free_port
from parts.matrix_api import AWAY, MatrixRefused, client_path
from parts.matrix_office import MatrixOffice
from parts.matrix_person import MatrixPerson
from parts.matrix_room_view import RoomView
from parts.people import BOT
from parts.process import temporary_directory
from parts.synapse import Synapse
from parts.synapse_files import STOCK
from parts.transcript import PRIVATE
from parts.waiting import Overdue, wait_until

HEAR_SECONDS = 10.0
EYES = "👀"


def hear(listener: MatrixPerson, place: str, speaker: str, pattern: str) -> None:
    listener.transcript.take(place, speaker, pattern, HEAR_SECONDS)


class Homeserver(unittest.TestCase):
    """One for all tests of a class, whose rooms have names of their own."""

    office: ClassVar[MatrixOffice]

    @classmethod
    def setUpClass(cls) -> None:
        cls.office = MatrixOffice()
        cls.addClassCleanup(cls.office.stop)
        cls.office.start(rooms={})

    def sit(self, name: str, *rooms: str, bot: str = BOT) -> MatrixPerson:
        person = self.office.person(name, *rooms)
        person.bot = bot
        person.welcomes = {bot}
        self.addCleanup(person.drop)
        return person


class Talk(Homeserver):
    def setUp(self) -> None:
        self.place = f"#{self._testMethodName.replace('_', '-')}"
        self.dana, self.bo = self.sit("dana", bot="bo"), self.sit("bo", bot="dana")
        self.room_id = self.dana.make_room(self.place, invite=["bo"])
        self.bo.join(self.place)

    def test_two_people_talk(self) -> None:
        event_id = self.dana.say(self.place, "hello bo", html="hello <b>bo</b>", mentions=["bo"])
        seen = self.bo.expect(self.place, r"^hello (\w+)$")
        self.assertEqual((seen[1], seen.event_id), ("bo", event_id))
        self.assertEqual(seen.message.html, "hello <b>bo</b>")
        self.assertEqual(seen.message.mentions, ["@bo:test"])
        self.assertFalse(seen.message.is_notice)

    def test_alone(self) -> None:
        self.bo.tell("psst")
        hear(self.dana, PRIVATE, "bo", "^psst$")
        self.dana.tell("yes?")
        self.bo.expect(PRIVATE, r"^yes\?$")

    def test_a_missed_message_fails_with_the_transcript(self) -> None:
        self.bo.say(self.place, "something else")
        self.dana.expect(self.place, "something")
        with self.assertRaisesRegex(Overdue, r"(?s)did not see /never/.*<bo> something else"):
            self.dana.expect(self.place, "never", within=0.1)

    def test_a_message_is_taken_once_and_an_answer_comes_after_the_question(self) -> None:
        self.bo.say(self.place, "one")
        self.dana.expect(self.place, "one")
        with self.assertRaises(Overdue):
            self.dana.expect(self.place, "one", within=0.1)
        self.bo.say(self.place, "before")
        wait_until(lambda: self.dana.seen("before"), HEAR_SECONDS, "dana to hear bo")
        self.dana.say(self.place, "well?")
        with self.assertRaises(Overdue):
            self.dana.expect_answer("before", within=0.1)

    def test_the_same_transaction_is_one_event(self) -> None:
        first = self.dana.say(self.place, "once", txn_id="same")
        self.assertEqual(self.dana.say(self.place, "once", txn_id="same"), first)
        self.dana.say(self.place, "end")
        self.bo.expect(self.place, "end")
        self.assertEqual(len(self.bo.seen("once")), 1)

    def test_threads_and_replies(self) -> None:
        root = self.dana.say(self.place, "root")
        self.bo.say(self.place, "beside")
        self.dana.say(self.place, "a reply", reply_to=root)
        self.dana.say(self.place, "in the thread", thread=root)
        seen = self.bo.expect(self.place, "thread|reply|beside", thread=root)
        self.assertEqual(seen.string, "in the thread")
        self.assertEqual((seen.message.thread, seen.message.replies_to), (root, None))
        reply = self.bo.expect(self.place, "a reply")
        self.assertEqual((reply.message.thread, reply.message.replies_to), (None, root))
        answer = self.bo.say(self.place, "answer", thread=root, reply_to=seen.event_id)
        message = self.dana.await_message(self.place, answer)
        self.assertEqual((message.thread, message.replies_to), (root, seen.event_id))
        texts = self.dana.look(self.place, lambda view: [one.text for one in view.thread(root)])
        self.assertEqual(texts, ["in the thread", "answer"])

    def test_an_edit_changes_what_is_shown(self) -> None:
        event_id = self.dana.say(self.place, "frist")
        message = self.bo.expect(self.place, "frist").message
        edit = self.dana.edit((self.place, event_id), "first")
        self.bo.expect_shown(message, "^first$")
        self.assertEqual(self.bo.seen("first"), [], "an edit is no message of its own")
        self.dana.redact(self.place, edit)
        self.bo.expect_shown(message, "^frist$")

    def test_an_edit_by_somebody_else_counts_for_nothing(self) -> None:
        message = self.bo.await_message(self.place, self.dana.say(self.place, "mine"))
        self.bo.edit(message, "yours")
        self.dana.say(self.place, "end")
        self.bo.expect(self.place, "end")
        self.assertEqual(message.text, "mine")

    def test_reactions_are_counted_and_taken_back(self) -> None:
        event_id = self.dana.say(self.place, "card")
        message = self.bo.expect(self.place, "card").message
        own = self.dana.react((self.place, event_id), EYES)
        self.bo.react(message, EYES)
        self.bo.expect_reaction(message, EYES, by="dana")
        self.bo.expect_reaction(message, EYES, by="bo")
        self.assertEqual(message.counts(), {EYES: 2})
        with self.assertRaises(MatrixRefused) as refused:
            self.bo.react(message, EYES)
        self.assertEqual(refused.exception.errcode, "M_DUPLICATE_ANNOTATION")
        self.dana.redact(self.place, own)
        self.await_counts(message.event_id, {EYES: 1})

    def await_counts(self, event_id: str, counts: dict[str, int]) -> None:
        def look(view: RoomView) -> bool:
            return view.messages[event_id].counts() == counts

        self.bo.await_view(self.place, look, f"{counts} below {event_id}")

    def test_a_redacted_message_is_not_shown(self) -> None:
        self.dana.redact(self.place, self.dana.say(self.place, "a mistake"), "not for here")
        self.bo.await_view(self.place, lambda view: not view.shown(), "an empty room")

    def test_after_more_than_a_sync_holds_nothing_is_missing(self) -> None:
        self.dana.say(self.place, "begin")
        self.bo.expect(self.place, "begin")
        texts = [f"line {number}" for number in range(25)]
        with mock.patch.dict("parts.matrix_sync.FILTER", {"room": {"timeline": {"limit": 3}}}):
            # While somebody looks their client takes nothing in.
            self.bo.look(self.place, lambda _: [self.dana.say(self.place, text) for text in texts])
            self.dana.say(self.place, "end")
            self.bo.expect(self.place, "end")
        self.assertEqual([line.text for line in self.bo.seen("^line")], texts)


class Rooms(Homeserver):
    def setUp(self) -> None:
        self.dana, self.bo = self.sit("dana"), self.sit("bo")

    def test_closed_by_default(self) -> None:
        room_id = self.dana.make_room("#closed", topic="nothing to see")
        with self.assertRaises(MatrixRefused):
            self.bo.join("#closed")
        rules = self.dana.state(room_id, "m.room.join_rules")
        self.assertEqual(rules["join_rule"], "invite")
        guests = self.dana.state(room_id, "m.room.guest_access")
        self.assertEqual(guests["guest_access"], "forbidden")
        self.dana.await_view("#closed", lambda view: view.topic == "nothing to see", "the topic")

    def test_opened_to_everybody(self) -> None:
        self.dana.make_room("#lounge")
        self.dana.set_join_rule("#lounge", "public")
        self.dana.set_history("#lounge", "world_readable")
        self.dana.set_guests("#lounge", "can_join")
        self.bo.join("#lounge")
        guest = MatrixPerson(self.office.synapse.port, self.office.synapse.register_guest())
        self.addCleanup(guest.drop)
        guest.connect()
        guest.join("#lounge")
        self.bo.await_in_room("#lounge", guest.nick)

    def test_encrypted(self) -> None:
        self.dana.make_room("#secret", is_encrypted=True)
        algorithm = self.dana.state("#secret", "m.room.encryption")["algorithm"]
        self.assertEqual(algorithm, "m.megolm.v1.aes-sha2")

    def test_power(self) -> None:
        for version in ("11", "12"):
            with self.subTest(version=version):
                place = f"#power-{version}"
                self.dana.make_room(place, invite=["bo"], power={"bo": 50}, version=version)
                self.bo.join(place)
                self.bo.set_state(place, "m.room.topic", {"topic": "by bo"})
                self.dana.set_power(place, "bo", 0)
                self.dana.set_power_to_speak(place, 10)
                with self.assertRaises(MatrixRefused) as refused:
                    self.bo.say(place, "hello")
                self.assertEqual(refused.exception.errcode, "M_FORBIDDEN")

    def test_put_out_and_let_in_again(self) -> None:
        self.dana.make_room("#door", invite=["bo"])
        self.bo.join("#door")
        self.dana.kick("#door", "bo", "out")
        self.dana.await_gone("#door", "bo")
        self.dana.ban("#door", "bo")
        self.dana.unban("#door", "bo")
        self.dana.invite("#door", "bo")
        self.bo.join("#door")
        self.dana.await_in_room("#door", "bo")
        self.bo.leave("#door")
        self.dana.await_gone("#door", "bo")

    def test_an_upgrade_leaves_a_tombstone_and_takes_the_alias_along(self) -> None:
        old = self.dana.make_room("#old", invite=["bo"], version="11")
        self.bo.join("#old")
        new = self.dana.upgrade("#old", "12")
        self.assertNotEqual(new, old)
        self.assertEqual(self.dana.state(old, "m.room.tombstone")["replacement_room"], new)
        self.dana.invite(new, "bo")
        self.bo.join("#old")
        self.assertEqual(self.bo.room_id("#old"), new)
        self.dana.add_alias(new, "#another")
        self.assertEqual(self.bo.room_id("#another"), new)
        self.dana.remove_alias("#another")


class Outages(unittest.TestCase):
    def test_a_kill_keeps_users_rooms_and_port(self) -> None:
        office = MatrixOffice()
        self.addCleanup(office.stop)
        office.start({"#care": ("dana", "bo")})
        dana, bo = office.person("dana", "#care"), office.person("bo", "#care")
        for person in (dana, bo):
            self.addCleanup(person.drop)
        before = dana.say("#care", "before", txn_id="before")
        port = office.synapse.port
        office.kill()
        with self.assertRaises(AWAY):
            dana.say("#care", "meanwhile")
        office.restart()
        self.assertEqual(office.synapse.port, port)
        self.assertEqual(dana.say("#care", "before", txn_id="before"), before)
        dana.say("#care", "after")
        hear(bo, "#care", "dana", "after")
        self.assertEqual(len(bo.transcript.matching("dana", "before")), 1)

        office.synapse.freeze()
        with self.assertRaises(AWAY):
            office.synapse.api().call("GET", "/_matrix/client/versions", within=0.5)
        office.synapse.thaw()
        dana.say("#care", "thawed")
        hear(bo, "#care", "dana", "thawed")

    def test_a_port_that_somebody_has_taken(self) -> None:
        others = Synapse(temporary_directory("synapse-first"))
        self.addCleanup(others.stop)
        others.start()
        late = Synapse(temporary_directory("synapse-late"))
        self.addCleanup(late.stop)
        free = free_port()
        with mock.patch("parts.synapse.free_port", side_effect=[others.port, free]):
            late.start()
        self.assertEqual((late.port, late.url), (free, f"http://{HOST}:{free}"))


class StockLimits(unittest.TestCase):
    def test_they_are_the_bots_and_not_peoples(self) -> None:
        office = MatrixOffice(STOCK)
        self.addCleanup(office.stop)
        office.start({"#care": ("dana", BOT)})
        dana = office.person("dana", "#care")
        self.addCleanup(dana.drop)
        bot = MatrixPerson(office.synapse.port, office.accounts[BOT])
        self.addCleanup(bot.drop)
        bot.connect()
        bot.join("#care")
        for number in range(20):
            dana.say("#care", f"line {number}")
        began = time.monotonic()
        with self.assertRaises(MatrixRefused) as refused:
            for number in range(20):
                bot.say("#care", f"line {number}")
        self.assertLess(time.monotonic() - began, HEAR_SECONDS)
        self.assertEqual((refused.exception.status, refused.exception.errcode),
                         (429, "M_LIMIT_EXCEEDED"))
        self.assertGreater(refused.exception.answer["retry_after_ms"], 0)

    def test_a_password_logs_in(self) -> None:
        synapse = Synapse(temporary_directory("synapse"))
        self.addCleanup(synapse.stop)
        synapse.start()
        synapse.register("dana")
        wish = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": "dana"},
            "password": synapse.password("dana"),
        }
        made = synapse.api().call("POST", client_path("login"), wish)
        who = synapse.api(made["access_token"]).call("GET", client_path("account", "whoami"))
        self.assertEqual(who["user_id"], synapse.user_id("dana"))
