"""One case as its events make it, as far as figures depend on it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from .conversation import Clock, Draft, Key, Post, post, said_meanwhile

Event = Mapping[str, Any]

OWED = ("new", "claimed", "drafted", "approved")
"""Phases in which a customer waits."""
ENDED = ("resolved", "noise")
LIVE = ("waiting", "held", "approved", "sending", "failed", "unknown")


def milliseconds(at: str) -> int:
    """`2026-11-28T03:09:37.112Z` as Unix time in milliseconds."""
    return round(datetime.fromisoformat(at).timestamp() * 1000)


class Matter:
    """Told event by event, in the order of the audit."""

    def __init__(self, opening: Event, says_thanks: Callable[[str], bool]) -> None:
        data = opening["data"]
        self._says_thanks = says_thanks
        self.number: int = opening["case"]
        self.opened = milliseconds(opening["at"])
        self.queue: str = data["queue"]
        self.priority: str = data["priority"]
        self.phase = "new"
        self.holder: str | None = None
        self.last_holder: str | None = None
        self.offered: str | None = None
        self.posts = [post(data["mention"])]
        self.customer = self.posts[0].author
        self.drafts: dict[int, Draft] = {}
        self.settled = 0
        self.first_due: int | None = data.get("firstResponseDueAt")
        self.first_at: int | None = None
        self.merged_into: int | None = None
        self.clock: Clock | None = None
        self.clocks: list[Clock] = []
        self._start(self.posts[0].posted)
        if self.clock is not None:
            self.clock.due = self.first_due

    @property
    def is_open(self) -> bool:
        return self.phase not in ENDED

    @property
    def response(self) -> str:
        return "first" if self.first_at is None else "next"

    @property
    def live(self) -> Draft | None:
        return next((each for each in reversed(self.drafts.values()) if each.state in LIVE), None)

    def tell(self, event: Event) -> None:
        """The next event; raises `KeyError` at one that nobody has taught it."""
        at, data = milliseconds(event["at"]), event["data"]
        _TOLD[event["type"]](self, at, data)

    # What the customer does

    def _joined(self, at: int, data: Mapping[str, Any]) -> None:
        said = post(data["mention"])
        self.posts.append(said)
        if data["thanks"]:
            if self.live is not None and self.live.has_rest:
                self._spoke_while_leaving(said.key, at)
            return
        if self.phase == "answered":
            self.phase = self._quiet
        self._spoke_while_leaving(said.key, at)
        if self.clock is None and self.is_open and said.author == self.customer:
            self._start(said.posted)

    def _edited(self, at: int, data: Mapping[str, Any]) -> None:
        said = self._find(data["key"])
        said.text, said.edited = data["text"], data["editedAt"]
        self._spoke_while_leaving(said.key, at)
        if self.clock is not None:
            return self._stop_if_nothing_is_owed(at)
        owed = self._owed()
        if owed and owed[0].key == said.key:
            self._start(said.last_changed)
            if self.phase == "answered":
                self.phase = self._quiet

    def _deleted(self, at: int, data: Mapping[str, Any]) -> None:
        self._find(data["key"]).is_deleted = True
        self._spoke_while_leaving(None, at)
        self._stop_if_nothing_is_owed(at)

    def _merged(self, at: int, data: Mapping[str, Any]) -> None:
        self.posts, self.settled = [], 0
        self.merged_into = data["into"]
        self._end("resolved", at)

    def _absorbed(self, at: int, data: Mapping[str, Any]) -> None:
        others = [post(mention) for mention in data["mentions"]]
        settled = data.get("settled") or 0
        if self.settled == len(self.posts):
            self.settled += settled
        self.posts += others
        if self.phase == "answered":
            self.phase = self._quiet
        first = next((said for said in others[settled:] if self._is_owed(said)), None)
        if first is None:
            return
        if self.clock is None:
            self._start(first.posted)
        elif first.posted < self.clock.since:
            self.clock.since = first.posted

    # Who has it

    def _claimed(self, at: int, data: Mapping[str, Any]) -> None:
        self.holder = data.get("holder") or data["to"]
        self.offered = None
        if self.phase == "new":
            self.phase = "claimed"

    def _released(self, at: int, data: Mapping[str, Any]) -> None:
        self._let_go()
        if self.phase == "claimed":
            self.phase = "new"

    def _offered(self, at: int, data: Mapping[str, Any]) -> None:
        self.offered = data["to"]

    def _snoozed(self, at: int, data: Mapping[str, Any]) -> None:
        self.phase = "snoozed"

    def _woken(self, at: int, data: Mapping[str, Any]) -> None:
        self.phase = self._quiet

    def _resolved(self, at: int, data: Mapping[str, Any]) -> None:
        self.settled = len(self.posts)
        self._end("resolved", at)

    def _noise(self, at: int, data: Mapping[str, Any]) -> None:
        self.settled = len(self.posts)
        self._end("noise", at)

    def _reopened(self, at: int, data: Mapping[str, Any]) -> None:
        self.phase = "new"
        owed = self._owed()
        since = owed[0].posted if owed else at if self.first_at is None else None
        self._stop(at)
        if since is not None:
            self._start(since)

    def _routed(self, at: int, data: Mapping[str, Any]) -> None:
        self.queue = data["queue"]

    def _reprioritised(self, at: int, data: Mapping[str, Any]) -> None:
        self.priority = data["priority"]

    # Drafts and replies

    def _written(self, at: int, data: Mapping[str, Any]) -> None:
        row = data["draft"]
        draft = Draft(row["mark"], row["author"], row["text"], row["writtenAt"])
        draft.after = (row.get("thread") or {}).get("after")
        draft.has_rest = bool((row.get("thread") or {}).get("rest"))
        draft.is_by_itself = draft.after is not None and row.get("replaced") is None
        self.drafts[row["revision"]] = draft
        self.phase = "drafted"

    def _approved(self, at: int, data: Mapping[str, Any]) -> None:
        draft = self.drafts[data["revision"]]
        draft.state, draft.held, draft.owed, draft.is_on_hold = "approved", None, None, False
        self.phase = "approved"

    def _rejected(self, at: int, data: Mapping[str, Any]) -> None:
        self.drafts[data["revision"]].state = "rejected"
        self.phase = self._quiet

    def _voided(self, at: int, data: Mapping[str, Any]) -> None:
        self.drafts[data["revision"]].state = "voided"
        self.phase = self._quiet

    def _held(self, at: int, data: Mapping[str, Any]) -> None:
        draft = self.drafts[data["revision"]]
        if "recalled" in data["cause"] and draft.state in ("sending", "unknown"):
            self._spoke_while_leaving(None, at)
            return
        draft.state, draft.held, draft.is_on_hold = "held", at, True
        draft.owed = said_meanwhile(data["cause"])
        self.phase = "drafted"

    def _undone(self, at: int, data: Mapping[str, Any]) -> None:
        draft = self.drafts[data["revision"]]
        draft.state, draft.held = "waiting", at
        self.phase = "drafted"

    def _departed(self, at: int, data: Mapping[str, Any]) -> None:
        draft = self.drafts[data["revision"]]
        draft.state, draft.meanwhile = "sending", []

    def _failed(self, at: int, data: Mapping[str, Any]) -> None:
        self.drafts[data["revision"]].state = "failed"
        self.phase = "drafted"

    def _unknown(self, at: int, data: Mapping[str, Any]) -> None:
        self.drafts[data["revision"]].state = "unknown"

    def _settled(self, at: int, data: Mapping[str, Any]) -> None:
        if data["asSent"]:
            self._sent(at, data)
        else:
            self.drafts[data["revision"]].state = "sending"

    def _sent(self, at: int, data: Mapping[str, Any]) -> None:
        draft = self.drafts[data["revision"]]
        draft.state = "sent"
        if self.first_at is None:
            self.first_at = at
        self.phase = "answered" if draft.owed is None else self._quiet
        unread = [] if draft.owed is None else [draft.owed, *draft.meanwhile]
        self.settled = next(
            (place for place, said in enumerate(self.posts) if said.key in unread),
            len(self.posts),
        )
        owed = self._owed()
        self._stop(at)
        if owed:
            self._start(owed[0].last_changed)

    # Service levels

    def _due(self, at: int, data: Mapping[str, Any]) -> None:
        due = data.get("at")
        if self.clock is not None:
            self.clock.due, self.clock.promised = due, at
        if self.first_at is None:
            self.first_due = due

    def _warned(self, at: int, data: Mapping[str, Any]) -> None:
        if self.clock is not None:
            self.clock.warned.append(at)

    def _breached(self, at: int, data: Mapping[str, Any]) -> None:
        if self.clock is not None:
            self.clock.breached.append(at)

    def _nothing(self, at: int, data: Mapping[str, Any]) -> None:
        """No figure depends on it."""

    # Parts of it

    @property
    def _quiet(self) -> str:
        return "new" if self.holder is None else "claimed"

    def _let_go(self) -> None:
        self.last_holder = self.holder or self.last_holder
        self.holder = self.offered = None

    def _end(self, phase: str, at: int) -> None:
        self._let_go()
        self.phase = phase
        self._stop(at)

    def _start(self, since: int) -> None:
        self.clock = Clock(since, response=self.response)
        self.clocks.append(self.clock)

    def _stop(self, at: int) -> None:
        if self.clock is not None:
            self.clock.stopped = at
        self.clock = None

    def _stop_if_nothing_is_owed(self, at: int) -> None:
        if not self._owed():
            self._stop(at)

    def _owed(self) -> list[Post]:
        """The post that opened the case counts whatever it says."""
        if not self.is_open:
            return []
        first = self.posts[0].key if self.posts else None
        return [
            said
            for said in self.posts[self.settled :]
            if self._is_owed(said) or (said.key == first and not said.is_deleted)
        ]

    def _is_owed(self, said: Post) -> bool:
        is_theirs = said.author == self.customer and not said.is_deleted
        return is_theirs and not self._says_thanks(said.text)

    def _spoke_while_leaving(self, key: Key | None, at: int) -> None:
        draft = self.live
        if draft is None or draft.state not in ("sending", "unknown"):
            return
        if key is not None or not draft.is_on_hold:
            draft.owed, draft.held, draft.is_on_hold = key, at, True
        if key is not None:
            draft.meanwhile.append(key)

    def _find(self, key: Mapping[str, str]) -> Post:
        wanted = key["source"], key["id"]
        return next(said for said in self.posts if said.key == wanted)


_TOLD: dict[str, Callable[[Matter, int, Mapping[str, Any]], None]] = {
    "case.joined": Matter._joined,
    "mention.edited": Matter._edited,
    "mention.deleted": Matter._deleted,
    "case.merged": Matter._merged,
    "case.absorbed": Matter._absorbed,
    "case.claimed": Matter._claimed,
    "case.assigned": Matter._claimed,
    "case.released": Matter._released,
    "case.offered": Matter._offered,
    "case.snoozed": Matter._snoozed,
    "case.woken": Matter._woken,
    "case.resolved": Matter._resolved,
    "case.noise": Matter._noise,
    "case.reopened": Matter._reopened,
    "case.routed": Matter._routed,
    "case.reprioritised": Matter._reprioritised,
    "draft.written": Matter._written,
    "draft.approved": Matter._approved,
    "draft.rejected": Matter._rejected,
    "draft.voided": Matter._voided,
    "draft.held": Matter._held,
    "draft.undone": Matter._undone,
    "reply.departed": Matter._departed,
    "reply.sent": Matter._sent,
    "reply.failed": Matter._failed,
    "reply.unknown": Matter._unknown,
    "reply.settled": Matter._settled,
    "service_level.due": Matter._due,
    "service_level.warned": Matter._warned,
    "service_level.breached": Matter._breached,
    "case.noted": Matter._nothing,
    "case.tagged": Matter._nothing,
    "case.linked": Matter._nothing,
    "case.escalated": Matter._nothing,
    "acknowledgement.due": Matter._nothing,
    "acknowledgement.departed": Matter._nothing,
    "acknowledgement.ended": Matter._nothing,
    "customer.acknowledged": Matter._nothing,
}
