"""What befalls a request instead of an honest answer, or on top of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

JSON = "application/json"
HTML = "text/html; charset=utf-8"
PORTAL = b"<!DOCTYPE html><html><body><h1>Welcome to the hotel</h1>Accept our terms.</body></html>"


@dataclass(frozen=True)
class Say:
    """Answers so. Where it `takes`, the request was carried out all the same."""

    status: int
    body: bytes = b""
    type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    takes: bool = False


@dataclass(frozen=True)
class Cut:
    """Ends the connection without a word, before the request was carried out or after it."""

    takes: bool


@dataclass(frozen=True)
class Hold:
    """Carries the request out, and answers when it is released."""

    release: threading.Event = field(default_factory=threading.Event)


Fault = Say | Cut | Hold


def error(status: int, errcode: str, takes: bool = False, **fields: Any) -> Say:
    """As the specification has errors."""
    body = {"errcode": errcode, "error": "as the test wishes", **fields}
    return Say(status, json.dumps(body).encode(), takes=takes)


def limited(retry_after_ms: int | None = None, retry_after: str | None = None) -> Say:
    """429, with either, both or none of the two ways to say how long."""
    wait: dict[str, Any] = {} if retry_after_ms is None else {"retry_after_ms": retry_after_ms}
    headers = {} if retry_after is None else {"Retry-After": retry_after}
    return Say(429, error(429, "M_LIMIT_EXCEEDED", **wait).body, headers=headers)


def unknown_token(is_soft: bool = False) -> Say:
    return error(401, "M_UNKNOWN_TOKEN", soft_logout=is_soft)


def broken(status: int = 502, takes: bool = False) -> Say:
    """By something in front of the homeserver, which does not speak Matrix."""
    return Say(status, b"<html><body>Bad gateway</body></html>", HTML, takes=takes)


def captive() -> Say:
    """200, by somebody else."""
    return Say(200, PORTAL, HTML)


def not_json(body: bytes = b'{"next_batch": "s1", "rooms": {') -> Say:
    """Torn, though the length is right."""
    return Say(200, body)


def answer(body: Any, status: int = 200) -> Say:
    """Any JSON, also of a shape that nobody promised."""
    return Say(status, json.dumps(body).encode())


def huge(size: int) -> Say:
    """JSON of that many bytes, in which everything stands that a sync must have."""
    empty = json.dumps({"next_batch": "huge", "padding": ""}).encode()
    return answer({"next_batch": "huge", "padding": "x" * (size - len(empty))})
