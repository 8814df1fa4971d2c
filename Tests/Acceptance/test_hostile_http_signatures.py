"""Who says who it is, and is not: signatures that are late, early, replayed, wrong or many, and
tokens that are not quite right."""

from __future__ import annotations

import json
import time

import wording
from hostile_desk import HostileDesk
from parts.bot_config import CARE, TOKEN
from parts.mentions import mention
from parts.raw_http import Answer, ask, request
from parts.receiver import SECRET
from parts.signed_post import post_signed, signed_headers
from parts.standard_webhooks import sign

OTHER_SECRET = "whsec_c29tZWJvZHktZWxzZXMtc2VjcmV0LTEyMzQ="


class Signatures(HostileDesk):
    def setUp(self) -> None:
        super().setUp()
        self.mention = mention()
        self.body = json.dumps(self.mention).encode()

    def test_one_that_is_good_brings_the_mention_to_the_room(self) -> None:
        answer = self.post(signed_headers(SECRET, self.body))
        self.assertEqual(answer.status, 202, answer.body)
        self.dana.expect(CARE, wording.names(json.loads(answer.body)["accepted"][0]["case"]))

    def test_time_is_believed_for_five_minutes_either_way(self) -> None:
        for seconds, status, word in (
            (-290, 202, ""),
            (290, 202, ""),
            (-310, 401, "5 minutes old"),
            (310, 401, "5 minutes ahead"),
            (-86_400 * 365, 401, "old"),
            (86_400 * 365, 401, "ahead"),
        ):
            with self.subTest(seconds):
                at = int(time.time()) + seconds
                answer = self.post(signed_headers(SECRET, self.body, timestamp=at))
                self.assertEqual(answer.status, status, answer.body)
                if word:
                    self.assert_refused(answer, 401, word)

    def test_a_time_that_is_none_is_refused(self) -> None:
        for at in ("", "now", "-1", "1e9", "9" * 30, "1795257000.5", "２"):
            with self.subTest(at):
                headers = signed_headers(SECRET, self.body) | {"webhook-timestamp": at}
                self.assert_refused(self.post(headers), 401, "webhook-timestamp")

    def test_a_replay_is_answered_as_the_duplicate_it_is(self) -> None:
        headers = signed_headers(SECRET, self.body)
        first, second = self.post(headers), self.post(headers)
        self.assertEqual((first.status, second.status), (202, 202))
        (once,), (again,) = (json.loads(found.body)["accepted"] for found in (first, second))
        self.assertEqual((once["duplicate"], again["duplicate"]), (False, True))
        self.assertEqual(once["case"], again["case"])
        self.assertEqual(len(self.api.case(once["case"])["mentions"]), 1)

    def test_every_part_is_signed(self) -> None:
        good = signed_headers(SECRET, self.body)
        changed = {
            "the id": good | {"webhook-id": "msg_2"},
            "the time": good | {"webhook-timestamp": str(int(good["webhook-timestamp"]) + 1)},
            "the secret": signed_headers(OTHER_SECRET, self.body),
            "the body": signed_headers(SECRET, self.body + b" "),
            "a letter": good | {"webhook-signature": good["webhook-signature"].swapcase()},
        }
        for name, headers in changed.items():
            with self.subTest(name):
                self.assert_refused(self.post(headers), 401, "signature")

    def test_of_several_one_has_to_fit(self) -> None:
        good = signed_headers(SECRET, self.body)
        fits = good["webhook-signature"]
        other = signed_headers(OTHER_SECRET, self.body)["webhook-signature"]
        for name, given, status in (
            ("the last of three", f"v1a,zzz {other} {fits}", 202),
            ("between two", f"{other} {fits} {other}", 202),
            ("none of sixteen", " ".join([other] * 16), 401),
            ("the seventeenth", " ".join([other] * 16 + [fits]), 401),
            ("another version", fits.replace("v1,", "v2,"), 401),
            ("no version", fits.removeprefix("v1,"), 401),
            ("in capitals", fits.replace("v1,", "V1,"), 401),
            ("cut short", fits[:-4], 401),
            ("nothing after the version", "v1,", 401),
            ("not base64", "v1,*****", 401),
            ("nothing", "", 401),
            ("far too many", " ".join([other] * 200), 401),
        ):
            with self.subTest(name):
                answer = self.post(good | {"webhook-signature": given})
                self.assertEqual(answer.status, status, answer.body)
                if status == 401:
                    self.assert_refused(answer, 401)

    def test_a_good_one_speaks_for_its_own_source_alone(self) -> None:
        self.mention["source"] = "somebody-else"
        self.body = json.dumps(self.mention).encode()
        self.assert_refused(self.post(signed_headers(SECRET, self.body)), 403, "crm")

    def test_one_without_its_time_or_id_is_none(self) -> None:
        for name in ("webhook-id", "webhook-timestamp", "webhook-signature"):
            headers = signed_headers(SECRET, self.body)
            del headers[name]
            self.assert_refused(self.post(headers), 401)

    def test_it_reads_nothing(self) -> None:
        at = int(time.time())
        headers = {
            "Authorization": None,
            "webhook-id": "m",
            "webhook-timestamp": str(at),
            "webhook-signature": sign(SECRET, "m", at, b""),
        }
        self.assert_refused(ask(self.port, request("GET", "/v1/cases", headers)), 401)

    def post(self, headers: dict[str, str]) -> Answer:
        return post_signed(self.port, self.mention, headers)


class Tokens(HostileDesk):
    def test_all_but_the_token_itself_are_refused(self) -> None:
        wrong = {
            "cut": f"Bearer {TOKEN[:-1]}",
            "longer": f"Bearer {TOKEN}x",
            "in capitals": f"Bearer {TOKEN.upper()}",
            "twice": f"Bearer {TOKEN} {TOKEN}",
            "as a list": f"Bearer {TOKEN}, Bearer {TOKEN}",
            "quoted": f'Bearer "{TOKEN}"',
            "nothing": "Bearer ",
            "no scheme": TOKEN,
            "another scheme": f"Basic {TOKEN}",
            "very long": "Bearer " + "a" * 5000,
            "a megabyte of nothing": "Bearer" + " " * 4000 + "x",
        }
        with self.attack():
            for name, value in wrong.items():
                with self.subTest(name):
                    sent = request("GET", "/v1/cases", {"Authorization": value})
                    answer = ask(self.port, sent)
                    self.assert_refused(answer, 401)
                    self.assertIn("Bearer", answer.headers["www-authenticate"])
                    self.assertNotIn(TOKEN, answer.body.decode())

    def test_thousands_of_guesses_open_nothing_and_harm_nobody(self) -> None:
        guesses = [f"Bearer {TOKEN[:-2]}{number:02d}" for number in range(100)] * 10
        sent = b"".join(
            request("GET", "/v1/cases", {"Authorization": guess}) for guess in guesses
        )
        with self.attack():
            found = self.exchange(sent)
        self.assertEqual({answer.status for answer in found.answers}, {401})
        self.assertEqual(len(found.answers), len(guesses))
