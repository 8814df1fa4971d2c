"""The scripted homeserver does what one has to, and what a test wants it to do instead."""

from __future__ import annotations

import http.client
import json
import threading
import unittest
from typing import Any

from parts.homeserver import faults
from parts.homeserver.state import Terms
from parts.matrix_api import AWAY, MatrixAPI, MatrixRefused, client_path
from parts.matrix_person import MatrixPerson
from parts.scripted_homeserver import ScriptedHomeserver
from parts.scripted_matrix_office import ScriptedMatrixOffice

CASEBELL = "@casebell:test"
DANA = "@dana:test"
ELSEWHERE = "@dana:elsewhere.example"
FILTER = json.dumps({"room": {"timeline": {"limit": 100}}})


class ScriptedCase(unittest.TestCase):
    terms: Terms | None = None

    def setUp(self) -> None:
        self.server = ScriptedHomeserver(self.terms or Terms())
        self.server.open()
        self.addCleanup(self.server.shut)
        self.account = self.server.account("casebell")
        self.api = self.client(self.account.token)
        self.room = self.server.make_room("#care", DANA)
        self.server.invite(self.room, CASEBELL)
        self.api.call("POST", client_path("join", "#care:test"), {})

    def tearDown(self) -> None:
        self.assertEqual(self.server.faults, [])

    def client(self, token: str | None) -> MatrixAPI:
        api = MatrixAPI(self.server.port, token)
        self.addCleanup(api.close)
        return api

    def sync(self, since: str | None = None, timeout: int = 0, **query: str) -> dict[str, Any]:
        position = {} if since is None else {"since": since}
        return self.api.call("GET", client_path("sync", timeout=timeout, **position, **query))

    def say(self, text: str, txn_id: str) -> str:
        path = client_path("rooms", self.room, "send", "m.room.message", txn_id)
        body = {"msgtype": "m.text", "body": text}
        return str(self.api.call("PUT", path, body)["event_id"])

    def texts(self, answer: dict[str, Any]) -> list[str]:
        events = answer["rooms"]["join"][self.room]["timeline"]["events"]
        return [one["content"]["body"] for one in events if one["type"] == "m.room.message"]

    def assert_refused(self, errcode: str, status: int, *call: Any) -> dict[str, Any]:
        with self.assertRaises(MatrixRefused) as refused:
            self.api.call(*call)
        self.assertEqual((refused.exception.errcode, refused.exception.status), (errcode, status))
        return refused.exception.answer


class Manners(ScriptedCase):
    def test_two_people_of_the_suite_talk(self) -> None:
        dana = MatrixPerson(self.server.port, self.server.account("dana"))
        bot = MatrixPerson(self.server.port, self.account, bot="dana")
        for person in (dana, bot):
            self.addCleanup(person.drop)
            person.connect()
            person.join("#care")
        root = bot.say("#care", "card")
        message = dana.expect("#care", "card").message
        dana.react(message, "👀")
        dana.say("#care", "hello", thread=root)
        self.assertEqual(bot.expect("#care", "hello").message.thread, root)
        bot.edit(("#care", root), "card of dana's")
        dana.expect_shown(message, "of dana's")
        dana.redact("#care", dana.expect_reaction(message, "👀", by="dana"))
        dana.await_view("#care", lambda view: not view.messages[root].reactions, "no reaction")

    def test_logging_in_and_out(self) -> None:
        wish = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": "casebell"},
            "password": "casebell-password",
            "device_id": "DESK",
        }
        first = self.api.call("POST", client_path("login"), wish)
        second = self.api.call("POST", client_path("login"), wish)
        with self.assertRaises(MatrixRefused):
            self.client(first["access_token"]).call("GET", client_path("account", "whoami"))
        api = self.client(second["access_token"])
        self.assertEqual(api.call("GET", client_path("account", "whoami"))["device_id"], "DESK")
        api.call("POST", client_path("logout"), {})
        with self.assertRaises(MatrixRefused):
            api.call("GET", client_path("account", "whoami"))
        wrong = wish | {"password": "no"}
        self.assert_refused("M_FORBIDDEN", 403, "POST", client_path("login"), wrong)

    def test_the_same_transaction_is_one_event(self) -> None:
        self.assertEqual(self.say("once", "t1"), self.say("once", "t1"))
        self.assertNotEqual(self.say("twice", "t2"), self.say("twice", "t3"))
        self.assertEqual(len(self.server.events(self.room, CASEBELL)), 3)

    def test_a_long_poll_ends_with_news_or_without(self) -> None:
        since = self.sync()["next_batch"]
        self.assertEqual(set(self.sync(since, timeout=30)), {"next_batch"})
        answers: list[dict[str, Any]] = []
        poll = threading.Thread(target=lambda: answers.append(self.sync(since, timeout=20_000)))
        poll.start()
        self.server.await_request("sync", after=2)
        self.server.say(self.room, DANA, "news")
        poll.join(5)
        self.assertEqual(self.texts(answers[0]), ["news"])

    def test_who_is_not_in_the_room_is_refused(self) -> None:
        other = self.server.make_room("#other", DANA)
        path = client_path("rooms", other, "messages", dir="b")
        self.assert_refused("M_FORBIDDEN", 403, "GET", path)
        self.assert_refused("M_FORBIDDEN", 403, "POST", client_path("join", "#other:test"), {})
        unknown = client_path("directory", "room", "#none:test")
        self.assert_refused("M_NOT_FOUND", 404, "GET", unknown)
        self.assert_refused("M_UNRECOGNIZED", 404, "GET", client_path("nothing"))


class TheOffice(unittest.TestCase):
    def test_its_people_are_in_their_rooms_and_the_bot_is_invited(self) -> None:
        office = ScriptedMatrixOffice()
        self.addCleanup(office.stop)
        office.start()
        sam = office.person("sam", "#care", "#approvals")
        self.addCleanup(sam.drop)
        self.assertEqual(sam.occupants("#approvals"), {"sam", "lee"})
        invited = sam.look("#care", lambda view: view.members("invite"))
        self.assertEqual(invited, {CASEBELL})


class LeftOut(ScriptedCase):
    def test_a_long_poll_waits_for_others_where_our_own_events_are_left_out(self) -> None:
        since = self.sync()["next_batch"]
        wish = json.dumps({"room": {"timeline": {"not_senders": [CASEBELL]}}})
        self.say("mine", "t1")
        self.assertNotIn("rooms", self.sync(since, timeout=30, filter=wish))
        self.server.say(self.room, DANA, "hers")
        timeline = self.sync(since, filter=wish)["rooms"]["join"][self.room]["timeline"]
        self.assertEqual([event["content"]["body"] for event in timeline["events"]], ["hers"])


class Gaps(ScriptedCase):
    terms = Terms(timeline_limit_max=3, page_max=4)

    def test_a_limited_timeline_is_filled_from_pages(self) -> None:
        since = self.sync()["next_batch"]
        for number in range(12):
            self.server.say(self.room, DANA, f"line {number}")
        timeline = self.sync(since, filter=FILTER)["rooms"]["join"][self.room]["timeline"]
        self.assertTrue(timeline["limited"])
        found = list(reversed(timeline["events"]))
        position, pages = timeline["prev_batch"], 0
        while position is not None:
            path = client_path("rooms", self.room, "messages", dir="b", limit=100,
                               **{"from": position, "to": since})
            page = self.api.call("GET", path)
            found += page["chunk"]
            position, pages = page.get("end"), pages + 1
        texts = [event["content"]["body"] for event in reversed(found)]
        self.assertEqual(texts, [f"line {number}" for number in range(12)])
        self.assertEqual(pages, 3)

    def test_state_that_fell_into_the_gap_stands_beside_it(self) -> None:
        since = self.sync()["next_batch"]
        rule = {"join_rule": "public"}
        self.server.send(self.room, DANA, "m.room.join_rules", rule, "")
        for number in range(5):
            self.server.say(self.room, DANA, f"line {number}")
        (event,) = self.sync(since)["rooms"]["join"][self.room]["state"]["events"]
        self.assertEqual(event["content"], rule)


class Faults(ScriptedCase):
    def path(self, txn_id: str) -> tuple[str, str, dict[str, str]]:
        path = client_path("rooms", self.room, "send", "m.room.message", txn_id)
        return "PUT", path, {"msgtype": "m.text", "body": "x"}

    def count(self) -> int:
        return len(self.server.events(self.room, CASEBELL))

    def test_limits(self) -> None:
        self.server.befall("send", faults.limited(2000, "2"), faults.limited())
        said = self.assert_refused("M_LIMIT_EXCEEDED", 429, *self.path("t"))
        self.assertEqual(said["retry_after_ms"], 2000)
        said = self.assert_refused("M_LIMIT_EXCEEDED", 429, *self.path("t"))
        self.assertNotIn("retry_after_ms", said)
        self.assertEqual(self.count(), 0)
        self.say("at last", "t")
        self.assertEqual(self.count(), 1)

    def test_cut_before_and_after(self) -> None:
        for takes in (False, True):
            self.server.befall("send", faults.Cut(takes))
            with self.assertRaises(AWAY):
                self.client(self.account.token).call(*self.path(f"t{takes}"))
            self.assertEqual(self.count(), int(takes))
        self.say("x", "tTrue")
        self.assertEqual(self.count(), 1)

    def test_what_is_no_answer(self) -> None:
        for fault in (faults.captive(), faults.not_json(), faults.broken()):
            self.server.befall("whoami", fault)
            with self.assertRaises(json.JSONDecodeError):
                self.api.call("GET", client_path("account", "whoami"))
        self.server.befall("whoami", faults.answer([1, 2]))
        with self.assertRaises(AssertionError):
            self.api.call("GET", client_path("account", "whoami"))
        self.server.befall("sync", faults.huge(3 << 20))
        self.assertGreater(len(self.sync()["padding"]), 3_000_000)

    def test_headers_are_as_the_test_wishes(self) -> None:
        self.server.befall("whoami", faults.limited(retry_after="7"))
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port)
        self.addCleanup(connection.close)
        connection.request("GET", client_path("account", "whoami"))
        answer = connection.getresponse()
        self.assertEqual((answer.status, answer.getheader("Retry-After")), (429, "7"))
        answer.read()

    def test_a_late_answer(self) -> None:
        hold = faults.Hold()
        self.server.befall("send", hold)
        ids: list[str] = []
        late = threading.Thread(target=lambda: ids.append(self.say("late", "t")))
        late.start()
        self.server.await_request("send")
        self.assertEqual(ids, [])
        hold.release.set()
        late.join(5)
        self.assertEqual(len(ids), 1)

    def test_every_request_is_remembered(self) -> None:
        self.say("hello", "t/1")
        asked = self.server.await_request("send")
        self.assertEqual(asked.names, (self.room, "m.room.message", "t/1"))
        self.assertEqual((asked.body["body"], asked.token), ("hello", self.account.token))


class Tokens(ScriptedCase):
    terms = Terms(lifetime_ms=60_000)

    def test_a_soft_log_out_and_a_refresh(self) -> None:
        wish = {
            "type": "m.login.password",
            "identifier": {"type": "m.id.user", "user": "casebell"},
            "password": "casebell-password",
            "refresh_token": True,
        }
        made = self.api.call("POST", client_path("login"), wish)
        self.assertEqual(made["expires_in_ms"], 60_000)
        self.server.end_tokens(is_soft=True)
        whoami = ("GET", client_path("account", "whoami"))
        self.assertTrue(self.assert_refused("M_UNKNOWN_TOKEN", 401, *whoami)["soft_logout"])
        used = {"refresh_token": made["refresh_token"]}
        fresh = self.api.call("POST", client_path("refresh"), used)
        self.client(fresh["access_token"]).call(*whoami)
        self.assert_refused("M_UNKNOWN_TOKEN", 401, "POST", client_path("refresh"), used)

    def test_a_hard_one(self) -> None:
        self.server.end_tokens(is_soft=False)
        whoami = ("GET", client_path("account", "whoami"))
        self.assertFalse(self.assert_refused("M_UNKNOWN_TOKEN", 401, *whoami)["soft_logout"])


class Strangers(ScriptedCase):
    def test_invitations_from_elsewhere(self) -> None:
        since = self.sync()["next_batch"]
        mallory = "@mallory:elsewhere.example"
        room = self.server.make_room(by=mallory, server="elsewhere.example")
        self.server.invite(room, CASEBELL, by=mallory, is_direct=True)
        invited = self.sync(since)["rooms"]["invite"]
        (member,) = [
            event
            for event in invited[room]["invite_state"]["events"]
            if event["type"] == "m.room.member"
        ]
        self.assertEqual((member["sender"], member["state_key"]), (mallory, CASEBELL))

    def test_the_same_localpart_and_the_same_event_twice(self) -> None:
        since = self.sync()["next_batch"]
        event_id = self.server.say(self.room, ELSEWHERE, "!claim 1")
        self.server.repeat(self.room, event_id)
        events = self.sync(since)["rooms"]["join"][self.room]["timeline"]["events"]
        self.assertEqual([event["event_id"] for event in events], [event_id, event_id])
        self.assertEqual({event["sender"] for event in events}, {ELSEWHERE})

    def test_a_sync_as_it_is_written(self) -> None:
        since = self.sync()["next_batch"]
        self.server.answer_sync({"next_batch": "mine", "rooms": "none"}, {"device_lists": {}})
        self.assertEqual(self.sync(since, timeout=9_000), {"next_batch": "mine", "rooms": "none"})
        self.assertEqual(self.sync(since, timeout=9_000)["next_batch"], since)

    def test_the_port_stays_over_an_outage(self) -> None:
        port = self.server.port
        self.server.shut()
        with self.assertRaises(AWAY):
            self.sync()
        self.server.open()
        self.assertEqual(self.server.port, port)
        self.assertIn("next_batch", self.sync())
