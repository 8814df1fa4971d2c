"""A customer system behind a webhook: verifies, records and deduplicates as a real one would."""

from __future__ import annotations

import json
import threading
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from . import cloud_event, standard_webhooks
from .conduct import Conduct
from .loopback import HOST, free_port
from .receiver_http import ReceiverServer
from .waiting import wait_until

SECRET = "whsec_Y2FzZWJlbGwtYWNjZXB0YW5jZS1zZWNyZXQ="
REPLY = "casebell.reply.requested"
RECEIVE_SECONDS = 20.0
DONE = (Conduct.ACCEPT, Conduct.ACCEPT_LATE, Conduct.LOSE_ANSWER, Conduct.TAKE_AND_FAIL)


@dataclass(frozen=True)
class Request:
    """One request as it came, with what was done with it."""

    webhook_id: str
    event: Mapping[str, Any]
    conduct: Conduct
    at: float

    @property
    def data(self) -> Mapping[str, Any]:
        data: Mapping[str, Any] = self.event["data"]
        return data

    @property
    def is_done(self) -> bool:
        return self.conduct in DONE


@dataclass
class Journal:
    """Everything received, for as long as the receiver exists, over its downs and ups."""

    requests: list[Request] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)


class Receiver:
    """Listens on one loopback port. Events are accepted always; replies as told."""

    retry_after_seconds = 1
    thinks_seconds = 0.0
    """From when it has posted a reply until it says so."""

    def __init__(self) -> None:
        self.port = free_port()
        self._journal = Journal()
        self._plan: list[Conduct] = []
        self._otherwise = Conduct.ACCEPT
        self._release = threading.Event()
        self._server: ReceiverServer | None = None

    @property
    def url(self) -> str:
        return f"http://{HOST}:{self.port}/hook"

    def up(self) -> None:
        """Listens, for the first time or again."""
        self._release.clear()
        self._server = ReceiverServer(self.port, self)
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def down(self) -> None:
        """Connections are refused from here on."""
        self.release()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def behave(self, *first: Conduct, otherwise: Conduct = Conduct.ACCEPT) -> None:
        """The next replies are treated so, one each; all later ones as `otherwise` says."""
        with self._journal.lock:
            self._plan = list(first)
            self._otherwise = otherwise

    def release(self) -> None:
        """Lets hanging requests end without an answer, and answers those that are to be late."""
        self._release.set()

    @property
    def faults(self) -> list[str]:
        """Unverified requests and broken envelopes; a test that leaves any has failed."""
        with self._journal.lock:
            return list(self._journal.faults)

    def attempts(self, case: int | None = None) -> list[Request]:
        """Every request for a reply, repeated ones too, in order."""
        return [
            request
            for request in self._requests()
            if request.event["type"] == REPLY and case in (None, request.data["case"])
        ]

    def requests(self, after: int) -> list[Request]:
        """Every request but the first so many, events as well."""
        with self._journal.lock:
            return self._journal.requests[after:]

    def posted(self, case: int | None = None) -> list[Request]:
        """What customers got: the first success of each `webhook-id`."""
        done: dict[str, Request] = {}
        for request in self.attempts(case):
            if request.is_done:
                done.setdefault(request.webhook_id, request)
        return list(done.values())

    def texts(self) -> Counter[str]:
        """How often customers got each text, after deduplication."""
        return Counter(request.data["text"] for request in self.posted())

    def events(self, type: str | None = None, case: int | None = None) -> list[Mapping[str, Any]]:
        """The desk's events in the order they first came, each once."""
        seen: dict[str, Mapping[str, Any]] = {}
        for request in self._requests():
            if request.event["type"] != REPLY:
                seen.setdefault(request.webhook_id, request.data)
        return [
            event
            for event in seen.values()
            if type in (None, event["type"]) and case in (None, event["case"])
        ]

    def await_posted(self, case: int, within: float = RECEIVE_SECONDS) -> Request:
        """The one reply of the case that customers got."""
        wait_until(lambda: self.posted(case), within, f"the receiver to get the reply to #{case}")
        return self.posted(case)[0]

    def await_attempts(self, count: int, case: int, within: float = RECEIVE_SECONDS) -> None:
        wait_until(
            lambda: len(self.attempts(case)) >= count,
            within,
            f"{count} attempts of the reply to #{case}",
        )

    def await_events(self, count: int, case: int, within: float = RECEIVE_SECONDS) -> None:
        wait_until(
            lambda: len(self.events(case=case)) >= count, within, f"{count} events of #{case}"
        )

    def take(self, headers: Mapping[str, str], body: bytes) -> Conduct | None:
        """Judges and records a request; nothing if it is forged or broken."""
        now = time.time()
        with self._journal.lock:
            try:
                webhook_id = standard_webhooks.verify(SECRET, headers, body, now)
                event = json.loads(body)
            except ValueError as reason:
                self._journal.faults.append(str(reason))
                return None
            if broken := _envelope_faults(headers, event):
                self._journal.faults += [f"{webhook_id}: {fault}" for fault in broken]
                return None
            is_reply = event["type"] == REPLY
            conduct = self._next_conduct() if is_reply else Conduct.ACCEPT
            self._journal.requests.append(Request(webhook_id, event, conduct, now))
        if is_reply and conduct is Conduct.ACCEPT:
            time.sleep(self.thinks_seconds)
        return conduct

    def note_fault(self, fault: str) -> None:
        with self._journal.lock:
            self._journal.faults.append(fault)

    def await_release(self) -> None:
        self._release.wait()

    def _next_conduct(self) -> Conduct:
        return self._plan.pop(0) if self._plan else self._otherwise

    def _requests(self) -> list[Request]:
        with self._journal.lock:
            return list(self._journal.requests)


def _envelope_faults(headers: Mapping[str, str], event: Any) -> list[str]:
    found = cloud_event.faults(event)
    media_type = headers.get("content-type", "").partition(";")[0].strip()
    if media_type != cloud_event.CONTENT_TYPE:
        found.append(f"content-type {media_type!r}")
    if not found and not event["type"].startswith("casebell."):
        found.append(f"type {event['type']}")
    return found
