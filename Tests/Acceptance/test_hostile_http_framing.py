"""Requests that two readers could read differently, or that are none: refused in words, each on
a connection that ends there, so that nothing can hide behind them."""

from __future__ import annotations

from hostile_desk import HostileDesk
from parts.bot_config import TOKEN
from parts.raw_http import post, request

HEAD = b"GET /healthz HTTP/1.1\r\nHost: desk\r\n"
HIDDEN = b"GET /v1/cases HTTP/1.1\r\nHost: desk\r\nAuthorization: Bearer " + TOKEN.encode()
HIDDEN += b"\r\n\r\n"
CHUNKS = {"Transfer-Encoding": "chunked", "Content-Length": None}
FLOOD = b"".join(b"X-%d: y\r\n" % number for number in range(2000))

LENGTHS = {
    "Content-Length and chunks": (post(b"0\r\n\r\n", {**CHUNKS, "Content-Length": "5"}), 400),
    "two different lengths": (post(b"[]", {"content-length": "3"}), 400),
    "the same length twice": (post(b"[]", {"content-length": "2"}), 400),
    "a list of lengths": (post(b"[]", {"Content-Length": "2, 2"}), 400),
    "a length with a sign": (post(b"[]", {"Content-Length": "+2"}), 400),
    "a negative length": (post(b"[]", {"Content-Length": "-2"}), 400),
    "a length beyond numbers": (post(b"[]", {"Content-Length": "9" * 30}), 400),
    "a length in words": (post(b"[]", {"Content-Length": "two"}), 400),
    "another coding": (post(b"0\r\n\r\n", {**CHUNKS, "Transfer-Encoding": "gzip"}), 501),
    "two codings": (post(b"0\r\n\r\n", {**CHUNKS, "Transfer-Encoding": "gzip, chunked"}), 501),
    "nearly chunked": (post(b"0\r\n\r\n", {**CHUNKS, "Transfer-Encoding": "xchunked"}), 501),
    "a blank before the colon": (post(b"0\r\n\r\n", {"Transfer-Encoding ": "chunked"}), 400),
    "a chunk of no size": (post(b"zz\r\n[]\r\n0\r\n\r\n", CHUNKS), 400),
    "a chunk of negative size": (post(b"-2\r\n[]\r\n0\r\n\r\n", CHUNKS), 400),
    "a chunk longer than it says": (post(b"2\r\n[]XX\r\n0\r\n\r\n", CHUNKS), 400),
    "a chunk beyond numbers": (post(b"F" * 18 + b"\r\n[]\r\n0\r\n\r\n", CHUNKS), 400),
}
HEADS = {
    "a folded line": (HEAD + b"X-A: b\r\n c\r\n\r\n", 400),
    "a bare CR in a value": (HEAD + b"X-A: b\rc\r\n\r\n", 400),
    "a NUL in a value": (HEAD + b"X-A: b\0c\r\n\r\n", 400),
    "a name with a blank": (HEAD + b"X A: b\r\n\r\n", 400),
    "no name": (HEAD + b": b\r\n\r\n", 400),
    "no colon": (HEAD + b"foo\r\n\r\n", 400),
    "no host": (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
    "two hosts": (HEAD + b"Host: other\r\n\r\n", 400),
    "a flood of fields": (HEAD + FLOOD + b"\r\n", 431),
    "a field of a megabyte": (HEAD + b"X: " + b"y" * (1 << 20) + b"\r\n\r\n", 431),
    "a target of 40,000 bytes": (b"GET /" + b"a" * 40_000 + b" HTTP/1.1\r\nHost: d\r\n\r\n", 431),
}
FIRST_LINES = {
    "no method of HTTP": (b"FROB /healthz HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
    "a method in small letters": (b"get /healthz HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
    "the preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
    "HTTP/2 in words": (b"GET /healthz HTTP/2.0\r\nHost: desk\r\n\r\n", 505),
    "HTTP/0.9": (b"GET /healthz\r\n\r\n", 505),
    "bare line feeds": (b"GET /healthz HTTP/1.1\nHost: desk\n\n", 505),
    "a TLS hello": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 100, 400),
    "another protocol": (b"SSH-2.0-OpenSSH_9\r\n", 400),
    "a blank in the target": (b"GET /a b HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
    "a control in the target": (b"GET /a\x01b HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
    "no UTF-8 in the target": (b"GET /\xff\xfe HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
    "a target without a slash": (b"GET healthz HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
    "no target": (b"GET  HTTP/1.1\r\nHost: desk\r\n\r\n", 400),
}


class Framing(HostileDesk):
    def test_what_is_no_request_is_refused_and_hides_none(self) -> None:
        with self.attack():
            for name, (sent, status) in (LENGTHS | HEADS | FIRST_LINES).items():
                with self.subTest(name):
                    found = self.exchange(sent + HIDDEN)
                    self.assert_refused(found.only, status)
                    self.assertTrue(found.is_ended, "the connection stays open")
                    self.assertEqual(found.only.headers["connection"], "close")

    def test_what_breaks_off_is_refused(self) -> None:
        broken = {
            "a head": HEAD,
            "a body": post(b"[]", {"Content-Length": "100"}),
            "chunks": post(b"2\r\n[]\r\n", CHUNKS),
        }
        for name, sent in broken.items():
            with self.subTest(name):
                found = self.exchange(sent, half_closes=True)
                self.assert_refused(found.only, 400, "broke off")
                self.assertTrue(found.is_ended)

    def test_what_is_odd_and_legal_is_answered(self) -> None:
        legal = {
            "an absolute target": b"GET http://desk/healthz HTTP/1.1\r\nHost: desk\r\n\r\n",
            "HTTP/1.0": b"GET /healthz HTTP/1.0\r\n\r\n",
            "HTTP/1.0 that stays": b"GET /healthz HTTP/1.0\r\nConnection: keep-alive\r\n\r\n",
            "a list of connection words": HEAD + b"Connection: TE, Close\r\n\r\n",
            "a wish for another protocol": HEAD + b"Upgrade: h2c\r\nConnection: Upgrade\r\n\r\n",
            "bytes that are no UTF-8": HEAD + b"X-A: \xff\xfe\r\n\r\n",
            "a body where none is due": HEAD + b"Content-Length: 5\r\n\r\nhello",
        }
        ends = {"HTTP/1.0", "a list of connection words"}
        for name, sent in legal.items():
            with self.subTest(name):
                found = self.exchange(sent)
                self.assertEqual(found.only.status, 200)
                self.assertEqual(found.is_ended, name in ends)
                version = "HTTP/1.0" if b"HTTP/1.0" in sent else "HTTP/1.1"
                self.assertEqual(found.only.version, version)

    def test_pipelined_requests_are_answered_in_order_up_to_the_bad_one(self) -> None:
        paths = ["/healthz", "/nothing", "/v1/cases/1"] * 20
        sent = b"".join(request("GET", path) for path in paths)
        found = self.exchange(sent + b"BAD\r\n\r\n" + HIDDEN)
        self.assertEqual(
            [answer.status for answer in found.answers], [200, 404, 200] * 20 + [400]
        )
        self.assert_refused(found.answers[-1], 400, "method")
        self.assertTrue(found.is_ended)

    def test_a_request_behind_the_last_one_is_not_served(self) -> None:
        last = request("GET", "/healthz", {"Connection": "close"})
        found = self.exchange(last + HIDDEN)
        self.assertEqual(found.only.status, 200)
        self.assertTrue(found.is_ended)


class Targets(HostileDesk):
    def test_paths_methods_and_parameters_that_are_not_there(self) -> None:
        asked = {
            ("TRACE", "/healthz"): 405,
            ("PURGE", "/v1/cases"): 405,
            ("DELETE", "/v1/cases/1"): 405,
            ("OPTIONS", "*"): 404,
            ("CONNECT", "desk:80"): 404,
            ("GET", "/../../etc/passwd"): 404,
            ("GET", "/v1/cases/%31%00"): 404,
            ("GET", "/v1/cases/-1"): 404,
            ("GET", "/v1/cases/99999999999999999999"): 404,
            ("GET", "//v1//cases"): 404,
            ("GET", "/v1/cases?queue=%zz"): 400,
            ("GET", "/v1/cases?queue=%"): 400,
            ("GET", "/v1/cases?queue=%ff%fe"): 400,
            ("GET", "/v1/cases?queue=%c0%80"): 400,
            ("GET", "/v1/cases?queue=%ed%a0%80"): 400,
            ("GET", "/v1/cases?%00=1"): 400,
            ("GET", "/v1/cases?limit=1&limit=2"): 400,
            ("GET", "/v1/cases?limit=%2B5"): 400,
            ("GET", "/v1/cases?limit=1e3"): 400,
            ("GET", "/v1/cases?limit=99999999999999999999"): 400,
            ("GET", "/v1/cases?queue=" + "q" * 5000): 400,
            ("GET", "/v1/cases?" + "a&" * 2000): 400,
        }
        with self.attack():
            for (method, path), status in asked.items():
                with self.subTest(f"{method} {path[:60]}"):
                    found = self.exchange(request(method, path, {"Connection": "close"}))
                    self.assert_refused(found.only, status)
