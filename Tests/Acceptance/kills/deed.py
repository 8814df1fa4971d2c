"""Something that somebody of the desk asked for, from when the homeserver had taken it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from parts.matrix_api import AWAY, MatrixRefused
from parts.waiting import Overdue

INSIST_SECONDS = 60.0
AGAIN_SECONDS = 0.05


class Kind(Enum):
    """With the type of the event that it leads to; nothing where it has to be refused."""

    CLAIM = "case.claimed"
    NOTE = "case.noted"
    REPLY = "draft.written"
    APPROVE = "draft.approved"
    RELEASE = "case.released"
    ESCALATE = "case.escalated"
    CLAIM_TAKEN = "claim of what is another's"
    APPROVE_OWN = "approval of one's own"

    @property
    def is_refused(self) -> bool:
        return self in (Kind.CLAIM_TAKEN, Kind.APPROVE_OWN)


class Way(Enum):
    COMMAND = "command"
    REACTION = "reaction"


@dataclass(frozen=True)
class Deed:
    kind: Kind
    way: Way
    case: int
    actor: str
    token: str
    """Words that the event it leads to has in it, or the draft's mark."""
    event_id: str
    at: float
    """When the homeserver had taken it, by the wall clock."""
    tries: int
    may_vanish: bool = False
    """A sign that was taken away before anybody may have read it."""

    def __str__(self) -> str:
        name = f"{self.actor}'s {self.kind.name} of #{self.case} by {self.way.value}"
        return f"{name} ({self.token}, {self.event_id})"


class Diary:
    """All deeds of the day, by whomever."""

    def __init__(self) -> None:
        self._deeds: list[Deed] = []
        self._lock = threading.Lock()

    def note(self, deed: Deed) -> None:
        with self._lock:
            self._deeds.append(deed)

    @property
    def deeds(self) -> list[Deed]:
        with self._lock:
            return list(self._deeds)

    def __len__(self) -> int:
        return len(self._deeds)


def insist(send: Callable[[], str]) -> tuple[str, int]:
    """Until the homeserver has taken it; the event's id and how often it was tried.

    `send` has to use the same transaction id each time.
    """
    end = time.monotonic() + INSIST_SECONDS
    tries = 0
    while True:
        tries += 1
        try:
            return send(), tries
        except (*AWAY, json.JSONDecodeError) as error:
            reason: Exception = error
        except MatrixRefused as refused:
            if refused.status < 500:
                raise
            reason = refused
        if time.monotonic() > end:
            raise Overdue(f"the homeserver took nothing for {INSIST_SECONDS:g} s: {reason}")
        time.sleep(AGAIN_SECONDS)
