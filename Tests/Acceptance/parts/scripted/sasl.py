"""AUTHENTICATE (IRCv3 sasl): PLAIN, EXTERNAL and SCRAM-SHA-256, in pieces of 400 bytes."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from .network_state import NetworkState
from .scram import ScramRefusal, ScramServer
from .tagged_line import TaggedLine
from .visitor import Visitor

PIECE_BYTES = 400


@dataclass
class Attempt:
    mechanism: str
    received: str = ""
    scram: ScramServer | None = None
    account: str = ""
    is_proven: bool = field(default=False)


_attempts: WeakKeyDictionary[Visitor, Attempt] = WeakKeyDictionary()


def forget(visitor: Visitor) -> None:
    _attempts.pop(visitor, None)


def take_authenticate(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    piece = line.parameter(0)
    attempt = _attempts.get(visitor)
    if piece == "*":
        forget(visitor)
        visitor.reply("906", "SASL authentication aborted")
    elif attempt is None:
        _begin(state, visitor, piece.upper())
    else:
        attempt.received += "" if piece == "+" else piece
        if len(piece) < PIECE_BYTES:
            _take_message(state, visitor, attempt)


def _begin(state: NetworkState, visitor: Visitor, mechanism: str) -> None:
    if mechanism not in state.terms.mechanisms:
        visitor.reply("908", ",".join(state.terms.mechanisms), "are available SASL mechanisms")
        visitor.reply("904", "SASL authentication failed")
        return
    _attempts[visitor] = Attempt(mechanism)
    visitor.send(TaggedLine("AUTHENTICATE", ("+",)))


def _take_message(state: NetworkState, visitor: Visitor, attempt: Attempt) -> None:
    try:
        message = base64.b64decode(attempt.received, validate=True)
        attempt.received = ""
        _STEPS[attempt.mechanism](state, visitor, attempt, message)
    except (ScramRefusal, binascii.Error, ValueError, KeyError):
        forget(visitor)
        visitor.reply("904", "SASL authentication failed")


def _take_plain(state: NetworkState, visitor: Visitor, attempt: Attempt, message: bytes) -> None:
    authzid, account, password = message.decode().split("\0")
    if authzid not in ("", account) or state.passwords.get(account) != password:
        raise ScramRefusal(account)
    _log_in(visitor, account)


def _take_external(state: NetworkState, visitor: Visitor, attempt: Attempt, message: bytes) -> None:
    shown = visitor.writer.get_extra_info("ssl_object")
    certificate = shown.getpeercert(binary_form=True) if shown else None
    account = state.certificates.get(hashlib.sha256(certificate or b"").hexdigest())
    if account is None or message.decode() not in ("", account):
        raise ScramRefusal("no such certificate")
    _log_in(visitor, account)


def _take_scram(state: NetworkState, visitor: Visitor, attempt: Attempt, message: bytes) -> None:
    if attempt.is_proven:
        _log_in(visitor, attempt.account)
        return
    if attempt.scram is None:
        named = message.decode().split(",")[2].removeprefix("n=")
        attempt.account = named
        attempt.scram = ScramServer(state.passwords.get(named, ""), state.terms.honesty)
        answer = attempt.scram.answer(message)
    else:
        answer = attempt.scram.answer(message)
        attempt.is_proven = True
    say_challenge(visitor, answer)


def say_challenge(visitor: Visitor, message: bytes) -> None:
    text = base64.b64encode(message).decode()
    pieces = [text[at : at + PIECE_BYTES] for at in range(0, len(text), PIECE_BYTES)]
    if len(text) % PIECE_BYTES == 0:
        pieces.append("+")
    for piece in pieces:
        visitor.send(TaggedLine("AUTHENTICATE", (piece,)))


def _log_in(visitor: Visitor, account: str) -> None:
    forget(visitor)
    visitor.account = account
    visitor.reply("900", visitor.prefix, account, f"You are now logged in as {account}")
    visitor.reply("903", "SASL authentication successful")


_STEPS: dict[str, Callable[[NetworkState, Visitor, Attempt, bytes], None]] = {
    "PLAIN": _take_plain,
    "EXTERNAL": _take_external,
    "SCRAM-SHA-256": _take_scram,
}
