"""Bodies that are too much, broken, or JSON that two readers would read differently."""

from __future__ import annotations

import json
from typing import Any

from hostile_desk import HostileDesk
from parts.mentions import mention
from parts.raw_http import Answer, Incoming, ask, connect, post, read_answer

LIMIT = 1 << 20
CHUNKS = {"Transfer-Encoding": "chunked", "Content-Length": None}


def chunked(body: bytes, size: int = 1 << 16) -> bytes:
    pieces = (body[at : at + size] for at in range(0, len(body), size))
    return b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def with_text(text: bytes) -> bytes:
    """A mention whose text stands in the document as given, quotes included."""
    return json.dumps(mention("@")).encode().replace(b'"@"', text)


class Oversized(HostileDesk):
    def test_more_than_a_mebibyte_is_refused(self) -> None:
        body = json.dumps(mention("x" * LIMIT)).encode()
        with self.attack():
            for name, sent in {
                "at once": post(body),
                "in chunks": post(chunked(body), CHUNKS),
                "in chunks of one byte": post(chunked(b"[" + b" " * LIMIT + b"]", 1), CHUNKS),
            }.items():
                with self.subTest(name):
                    self.assert_refused(ask(self.port, sent), 413, "1048576")

    def test_exactly_a_mebibyte_is_taken(self) -> None:
        body = json.dumps(mention()).encode()
        for sent in (post(body.ljust(LIMIT)), post(chunked(body.ljust(LIMIT)), CHUNKS)):
            self.assertEqual(ask(self.port, sent).status, 202)

    def test_a_length_that_lies_gets_its_answer_before_the_body(self) -> None:
        head = post(b"", {"Content-Length": str(LIMIT + 1)})
        self.assert_refused(ask(self.port, head), 413)

    def test_a_body_longer_than_it_says_is_not_read_as_more(self) -> None:
        found = self.exchange(post(b"[]XXXXXXXX", {"Content-Length": "2"}))
        self.assertEqual([answer.status for answer in found.answers], [202, 400])
        self.assertTrue(found.is_ended)

    def test_who_waits_for_leave_is_told_at_once(self) -> None:
        expect = {"Expect": "100-continue"}
        too_long = post(b"", {**expect, "Content-Length": "5000000"})
        self.assert_refused(ask(self.port, too_long), 413)
        stranger = {**expect, "Content-Length": "10", "Authorization": "Bearer wrong"}
        self.assert_refused(ask(self.port, post(b"", stranger)), 401)
        with connect(self.port) as connection:
            body = json.dumps(mention()).encode()
            connection.sendall(post(b"", {**expect, "Content-Length": str(len(body))}))
            self.assertTrue(connection.recv(1000).startswith(b"HTTP/1.1 100"))
            connection.sendall(body)
            self.assertEqual(read_answer(Incoming(connection)).status, 202)


class Documents(HostileDesk):
    def test_what_is_no_json_is_refused_with_its_place(self) -> None:
        deep = b"[" * 500_000
        broken = {
            "nothing": (b"", "line 1, column 1"),
            "nested half a million deep": (deep, "deeper than 32"),
            "nested and closed": (deep + b"]" * 500_000, "deeper than 32"),
            "objects nested": (b'{"a":' * 100_000, "deeper than 32"),
            "truncated": (json.dumps(mention()).encode()[:-2], "ends too early"),
            "truncated in a text": (b'{"source":"crm","id":"1', "closing quote"),
            "truncated in an escape": (b'{"id":"\\u00', "column 12"),
            "a key twice": (b'{"source":"crm","id":"1",\n "id":"2"}', "“id” stands twice"),
            "a key twice, once escaped": (b'{"id":"1","\\u0069d":"2"}', "“id” stands twice"),
            "a key twice within": (b'{"author":{"handle":"a","handle":"b"}}', "“handle” stands"),
            "two documents": (b"[][]", "follows after the end"),
            "a comma too many": (b"[1,]", "line 1, column 4"),
            "single quotes": (b"{'id':1}", "line 1, column 2"),
            "a comment": (b"[/* */]", "line 1, column 2"),
            "NaN": (b"[NaN]", "line 1, column 2"),
            "a leading zero": (b"[01]", "line 1, column 3"),
            "a byte order mark": (b"\xef\xbb\xbf[]", "line 1, column 1"),
            "UTF-16": ("[]".encode("utf-16"), "line 1, column 1"),
            "a raw NUL": (with_text(b'"a\0b"'), "control character"),
            "a raw line break": (with_text(b'"a\nb"'), "control character"),
            "a stray byte": (with_text(b'"a\xffb"'), "not UTF-8"),
            "an overlong slash": (with_text(b'"\xc0\xaf"'), "not UTF-8"),
            "an overlong NUL": (with_text(b'"\xe0\x80\x80"'), "not UTF-8"),
            "a raw surrogate": (with_text(b'"\xed\xa0\x80"'), "not UTF-8"),
            "beyond Unicode": (with_text(b'"\xf4\x90\x80\x80"'), "not UTF-8"),
            "a truncated letter": (with_text(b'"\xe2\x82"'), "not UTF-8"),
            "no such escape": (with_text(b'"\\x41"'), "no such escape"),
        }
        with self.attack():
            for name, (body, words) in broken.items():
                with self.subTest(name):
                    self.assert_refused(self.post(body), 400, "not JSON", words)

    def test_half_an_emoji_is_no_reason_to_lose_a_mention(self) -> None:
        for escape in (b"\\ud800", b"\\udc00", b"\\ud800\\u0041", b"\\ud83d\\ud83d"):
            with self.subTest(escape):
                answer = self.post(with_text(b'"no internet ' + escape + b'"'))
                self.assertEqual(answer.status, 202, answer.body)
                number = json.loads(answer.body)["accepted"][0]["case"]
                (shown,) = self.api.case(number)["mentions"]
                self.assertIn("\ufffd", shown["text"])

    def test_a_nul_is_data_in_a_text_and_none_in_a_name(self) -> None:
        answer = self.post(with_text(b'"no internet \\u0000 here"'))
        self.assertEqual(answer.status, 202, answer.body)
        self.assert_wrong(mention(id="a\0b"), "/id")
        self.assert_wrong(mention(author={"handle": "a\0b"}), "/author/handle")

    def test_numbers_beyond_numbers(self) -> None:
        for number in ("1e999", "-1e999", "9" * 400, "-1", "0.5", "1e-400", "9007199254740992"):
            with self.subTest(number):
                body = json.dumps(mention(author={"handle": "@a", "followers": "@"}))
                answer = self.post(body.replace('"@"', number).encode())
                if number == "1e-400":
                    self.assertEqual(answer.status, 202, "it is nought to every reader")
                else:
                    self.assert_refused(answer, 422, "/author/followers")

    def test_nought_has_no_sign(self) -> None:
        for number in ("-0", "-0.0", "0e5"):
            body = json.dumps(mention(author={"handle": "@a", "followers": "@"}))
            answer = self.post(body.replace('"@"', number).encode())
            self.assertEqual(answer.status, 202, answer.body)
            case = json.loads(answer.body)["accepted"][0]["case"]
            self.assertEqual(self.api.case(case)["customer"]["followers"], 0)

    def test_a_flood_of_members_faults_and_marks_is_answered_in_time(self) -> None:
        members = b"{" + b",".join(b'"k%d":0' % number for number in range(90_000)) + b"}"
        marks = b"".join(
            "\u0301\u0323".encode() * 60_000 + b'":0,"' if at else b'{"' for at in range(4)
        )
        with self.attack():
            self.assert_refused(self.post(members), 422, "/source")
            self.assert_refused(self.post(b"[" + b"{}," * 999 + b"{}]"), 422, "1000")
            self.assert_refused(self.post(b"[" + b"0," * 500_000 + b"0]"), 422, "500001")
            self.assertEqual(self.post(marks + b'z":0}').status, 400)
            self.assert_refused(self.post(b'[{"' + b"\xcc\x81" * 400_000 + b'":0}]'), 422)

    def post(self, body: bytes) -> Answer:
        return ask(self.port, post(body))

    def assert_wrong(self, wrong: dict[str, Any], pointer: str) -> None:
        self.assert_refused(self.post(json.dumps(wrong).encode()), 422, pointer)
