"""SCRAM-SHA-256 as a server plays it (RFC 5802, RFC 7677), honestly or not."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from enum import Enum, auto

ITERATIONS = 4096


class Honesty(Enum):
    """What the server says at the end."""

    HONEST = auto()
    WRONG_SIGNATURE = auto()
    """Takes any password and signs with a key of its own."""
    NO_SIGNATURE = auto()
    """Takes any password and says nothing in its last message."""
    FOREIGN_NONCE = auto()
    """Answers with a nonce that does not begin with the client's."""


class ScramRefusal(Exception):
    """The proof is wrong, or the exchange is not what the mechanism allows."""


class ScramServer:
    """One attempt; `answer` takes the client's messages in order and returns ours."""

    def __init__(self, password: str, honesty: Honesty = Honesty.HONEST) -> None:
        self._password = password
        self._honesty = honesty
        self._salt = os.urandom(16)
        self._first_bare = ""
        self._server_first = ""
        self._nonce = ""

    account = ""
    """Who the client says it is, after its first message."""

    def answer(self, message: bytes) -> bytes:
        text = message.decode()
        return self._take_final(text) if self._server_first else self._take_first(text)

    def _take_first(self, text: str) -> bytes:
        binding, authzid, self._first_bare = text.split(",", 2)
        if binding not in ("n", "y"):
            raise ScramRefusal(f"channel binding {binding}")
        fields = _fields(self._first_bare)
        self.account = fields["n"].replace("=2C", ",").replace("=3D", "=")
        if authzid and authzid != f"a={fields['n']}":
            raise ScramRefusal(f"{authzid} for {self.account}")
        own = base64.b64encode(os.urandom(18)).decode()
        self._nonce = fields["r"] + own
        if self._honesty is Honesty.FOREIGN_NONCE:
            self._nonce = own + own
        salt = base64.b64encode(self._salt).decode()
        self._server_first = f"r={self._nonce},s={salt},i={ITERATIONS}"
        return self._server_first.encode()

    def _take_final(self, text: str) -> bytes:
        without_proof, _, proof = text.rpartition(",p=")
        fields = _fields(without_proof)
        if fields["r"] != self._nonce or fields["c"] not in ("biws", "eSws"):
            raise ScramRefusal("not the nonce or binding that was agreed")
        signed = ",".join((self._first_bare, self._server_first, without_proof)).encode()
        salted = hashlib.pbkdf2_hmac("sha256", self._password.encode(), self._salt, ITERATIONS)
        client_key = _mac(salted, b"Client Key")
        stored = hashlib.sha256(client_key).digest()
        shown = bytes(a ^ b for a, b in zip(base64.b64decode(proof), _mac(stored, signed)))
        match self._honesty:
            case Honesty.NO_SIGNATURE:
                return b""
            case Honesty.WRONG_SIGNATURE:
                return b"v=" + base64.b64encode(os.urandom(32))
        if hashlib.sha256(shown).digest() != stored:
            raise ScramRefusal("wrong password")
        return b"v=" + base64.b64encode(_mac(_mac(salted, b"Server Key"), signed))


def _fields(text: str) -> dict[str, str]:
    return {part[0]: part[2:] for part in text.split(",") if part[1:2] == "="}


def _mac(key: bytes, message: bytes) -> bytes:
    return hmac.digest(key, message, "sha256")
