"""The webhook receiver, spoken to by hand."""

from __future__ import annotations

import http.client
import json
import threading
import time
import unittest
from typing import Any

from parts import cloud_event, standard_webhooks
from parts.conduct import Conduct
from parts.loopback import HOST
from parts.receiver import REPLY, SECRET, Receiver
from parts.standard_webhooks import Unverified, sign, verify

# From the Standard Webhooks libraries (javascript/src/webhook.test.ts, MIT).
VECTOR_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
VECTOR_ID = "msg_p5jXN8AQM9LWM0D4loKWxJek"
VECTOR_TIME = 1614265330
VECTOR_BODY = b'{"test": 2432232314}'
VECTOR_SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="

GOOD_EVENT = {"id": "1", "specversion": "1.0", "type": "a.b", "source": "https://example.org"}


class Signatures(unittest.TestCase):
    def check(self, now: float = VECTOR_TIME, **changes: str | None) -> str:
        headers = {
            "webhook-id": VECTOR_ID,
            "webhook-timestamp": str(VECTOR_TIME),
            "webhook-signature": VECTOR_SIGNATURE,
        }
        for name, value in changes.items():
            if value is None:
                del headers[f"webhook-{name}"]
            else:
                headers[f"webhook-{name}"] = value
        return verify(VECTOR_SECRET, headers, VECTOR_BODY, now)

    def test_the_known_vector(self) -> None:
        self.assertEqual(self.check(), VECTOR_ID)
        self.assertEqual(sign(VECTOR_SECRET, VECTOR_ID, VECTOR_TIME, VECTOR_BODY), VECTOR_SIGNATURE)

    def test_one_good_signature_of_several(self) -> None:
        self.assertEqual(self.check(signature=f"v1,AAAA {VECTOR_SIGNATURE}"), VECTOR_ID)

    def test_what_must_fail(self) -> None:
        for changes in (
            {"id": None},
            {"timestamp": None},
            {"signature": None},
            {"timestamp": "hello"},
            {"signature": "v1,dawfeoifkpqwoekfpqoekf"},
            {"signature": VECTOR_SIGNATURE[:8]},
            {"signature": "v1,"},
        ):
            with self.subTest(changes), self.assertRaises(Unverified):
                self.check(**changes)
        for minutes in (-6, 6):
            with self.subTest(minutes=minutes), self.assertRaises(Unverified):
                self.check(now=VECTOR_TIME + minutes * 60)
        with self.assertRaises(Unverified):
            standard_webhooks.sign("whsec_", VECTOR_ID, VECTOR_TIME, VECTOR_BODY)


class Envelopes(unittest.TestCase):
    def test_a_good_one(self) -> None:
        self.assertEqual(cloud_event.faults(GOOD_EVENT | {"time": "2026-11-21T10:00:00.5Z"}), [])

    def test_bad_ones(self) -> None:
        for change in (
            {"specversion": "0.9"},
            {"id": 25},
            {"id": ""},
            {"time": "2018-04-05T18:31Z"},
            {"time": "2018-04-05T18:31:00+25:00"},
            {"subject": ""},
            {"datacontenttype": "xyz"},
            {"MyExtension": "bad"},
            {"extension": 1.5},
            {"data": 1, "data_base64": "MQ=="},
        ):
            with self.subTest(change):
                self.assertNotEqual(cloud_event.faults(GOOD_EVENT | change), [])
        self.assertNotEqual(cloud_event.faults([]), [])
        self.assertNotEqual(cloud_event.faults({"id": "1"}), [])


class TheReceiver(unittest.TestCase):
    def setUp(self) -> None:
        self.receiver = Receiver()
        self.receiver.up()
        self.addCleanup(self.receiver.down)

    def post(self, webhook_id: str, secret: str = SECRET) -> http.client.HTTPResponse:
        event = GOOD_EVENT | {"type": REPLY, "data": {"case": 1, "text": "Hi Mara"}}
        return self.send(webhook_id, event, secret)

    def send(
        self, webhook_id: str, event: dict[str, Any], secret: str = SECRET
    ) -> http.client.HTTPResponse:
        body, timestamp = json.dumps(event).encode(), int(time.time())
        connection = http.client.HTTPConnection(HOST, self.receiver.port, timeout=5)
        self.addCleanup(connection.close)
        headers = {
            "Content-Type": cloud_event.CONTENT_TYPE,
            "webhook-id": webhook_id,
            "webhook-timestamp": str(timestamp),
            "webhook-signature": sign(secret, webhook_id, timestamp, body),
        }
        connection.request("POST", "/hook", body, headers)
        return connection.getresponse()

    def test_a_reply_is_accepted_with_a_reference(self) -> None:
        answer = self.post("a")
        self.assertEqual((answer.status, json.load(answer)), (200, {"reference": "posted-a"}))
        self.assertEqual(self.receiver.await_posted(1).data["text"], "Hi Mara")
        self.assertEqual(self.receiver.faults, [])

    def test_a_repeat_is_posted_once(self) -> None:
        self.post("a")
        self.post("a")
        self.assertEqual(len(self.receiver.attempts(1)), 2)
        self.assertEqual(self.receiver.texts(), {"Hi Mara": 1})

    def test_two_keys_are_two_posts(self) -> None:
        self.post("a")
        self.post("b")
        self.assertEqual(self.receiver.texts(), {"Hi Mara": 2})

    def test_a_forged_request_is_a_fault(self) -> None:
        self.assertEqual(self.post("a", secret="whsec_c29tZWJvZHk=").status, 400)
        self.assertEqual(self.receiver.faults, ["no signature matches"])
        self.assertEqual(self.receiver.attempts(), [])

    def test_a_broken_envelope_is_a_fault(self) -> None:
        self.send("a", {"type": "casebell.case.opened", "data": {}})
        self.assertIn("a: no id", self.receiver.faults)

    def test_conduct_is_followed_in_order(self) -> None:
        self.receiver.behave(Conduct.FAIL, Conduct.POSTPONE, Conduct.GONE)
        answers = [self.post("a") for _ in range(4)]
        self.assertEqual([answer.status for answer in answers], [500, 503, 410, 200])
        self.assertEqual(answers[1].getheader("Retry-After"), "1")
        self.assertEqual(len(self.receiver.posted()), 1)

    def test_a_lost_answer_is_posted_all_the_same(self) -> None:
        self.receiver.behave(Conduct.LOSE_ANSWER)
        with self.assertRaises((ConnectionError, http.client.HTTPException)):
            self.post("a")
        self.assertEqual(len(self.receiver.posted()), 1)

    def test_hanging_until_released(self) -> None:
        self.receiver.behave(Conduct.HANG)
        self.receiver.release()
        with self.assertRaises((ConnectionError, http.client.HTTPException)):
            self.post("a")
        self.assertEqual(self.receiver.posted(), [])

    def test_late_until_released(self) -> None:
        self.receiver.behave(Conduct.ACCEPT_LATE)
        answers: list[int] = []
        late = threading.Thread(target=lambda: answers.append(self.post("a").status), daemon=True)
        late.start()
        self.receiver.await_attempts(1, 1)
        self.assertEqual(answers, [])
        self.receiver.release()
        late.join(5)
        self.assertEqual(answers, [200])
        self.assertEqual(len(self.receiver.posted()), 1)

    def test_down_and_up_on_the_same_port(self) -> None:
        self.post("a")
        self.receiver.down()
        with self.assertRaises(ConnectionError):
            self.post("b")
        self.receiver.up()
        self.post("b")
        self.assertEqual(len(self.receiver.posted()), 2)

    def test_a_kept_connection_ends_when_the_receiver_goes_down(self) -> None:
        connection = http.client.HTTPConnection(HOST, self.receiver.port, timeout=5)
        self.addCleanup(connection.close)
        connection.request("POST", "/hook", b"")
        connection.getresponse().read()
        self.receiver.down()
        with self.assertRaises((ConnectionError, http.client.HTTPException)):
            connection.request("POST", "/hook", b"")
            connection.getresponse()

    def test_events_are_kept_apart_from_replies(self) -> None:
        opened = {"seq": 1, "case": 7, "type": "case.opened"}
        for _ in range(2):
            self.send("e", GOOD_EVENT | {"type": "casebell.case.opened", "data": opened})
        self.assertEqual(self.receiver.events("case.opened", 7), [opened])
        self.assertEqual(self.receiver.attempts(), [])
