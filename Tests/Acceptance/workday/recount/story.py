"""What one case brought in a period: the things that figures are counted from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from .matter import Event, Matter, milliseconds

WORKED_ON = ("claimed", "drafted", "approved")


@dataclass(frozen=True)
class Measure:
    """One of them, and whose it is."""

    kind: str
    person: str | None
    queue: str = ""
    lapse: int = 0
    """Milliseconds."""
    work: int = 0
    in_time: bool | None = None
    reason: str = ""
    due: int | None = None
    """Of an offered case without a reply: until when there is still time."""


@dataclass
class _Resolution:
    by: str | None
    lapse: int
    work: dict[str, int]


@dataclass
class _Work:
    """So long somebody had the case and owed it something."""

    spent: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    by: str | None = None
    since: int = 0

    def note(self, matter: Matter, at: int) -> None:
        by = matter.holder if matter.phase in WORKED_ON else None
        if by == self.by:
            return
        if self.by is not None:
            self.spent[self.by] += max(at - self.since, 0)
        self.by, self.since = by, at


class Story:
    """Events of one case from its beginning, of which only those of the period count."""

    def __init__(self, since: int, until: int) -> None:
        self._since, self._until = since, until
        self._measures: list[Measure] = []
        self._work = _Work()
        self._is_offered = False
        self._is_noise = False
        self._reopened: list[str | None] = []
        self._resolution: _Resolution | None = None
        self._last_reply: str | None = None
        self._has_replied = self._has_thanked = False
        self._has_broken = False
        """It ended late, and nobody had answered: whatever is promised afterwards."""
        self.matter: Matter | None = None

    def tell_all(
        self, events: Iterable[Event], says_thanks: Callable[[str], bool]
    ) -> Sequence[Measure]:
        for event in events:
            at = milliseconds(event["at"])
            counts = self._since <= at <= self._until
            if self.matter is None:
                self.matter = Matter(event, says_thanks)
                self._is_offered = counts
                continue
            self._before(event, at, counts)
            self.matter.tell(event)
            self._work.note(self.matter, at)
            if event["type"] == "case.resolved" and counts:
                self._resolve(event["by"], at)
        return self._told()

    def _before(self, event: Event, at: int, counts: bool) -> None:
        """As the case stood when it happened."""
        assert self.matter is not None
        matter, kind, data = self.matter, event["type"], event["data"]
        if kind == "case.joined" and data["thanks"] and self._has_replied:
            said = data["mention"]
            is_theirs = said["author"]["handle"] == matter.customer
            self._has_thanked |= is_theirs and said.get("deletedAt") is None
        if kind in ("case.resolved", "case.noise") and matter.response == "first":
            due = matter.clock.due if matter.clock else None
            self._has_broken = self._has_broken or (due is not None and due < at)
        if kind == "reply.sent" or (kind == "reply.settled" and data["asSent"]):
            self._reply(data["revision"], at, counts)
        if not counts:
            return
        if kind == "case.reopened" and matter.phase == "resolved":
            self._reopened = [matter.last_holder]
        elif kind == "case.noise":
            self._is_noise = True
        elif kind in ("case.claimed", "case.assigned"):
            self._add(Measure("assigned", data.get("holder") or data["to"]))
        elif kind == "draft.approved" and data.get("approver"):
            draft = matter.drafts[data["revision"]]
            if draft.went_on(at):
                return
            laid_before = draft.written if draft.held is None else draft.held
            self._add(Measure("approved", draft.author, lapse=at - laid_before))
        elif kind == "draft.rejected":
            author = matter.drafts[data["revision"]].author
            self._add(Measure("rejected", author, reason=data["reason"]))

    def _reply(self, revision: int, at: int, counts: bool) -> None:
        assert self.matter is not None
        matter = self.matter
        draft = matter.drafts[revision]
        author = draft.author
        self._last_reply, self._has_replied, self._has_thanked = author, True, False
        if not counts:
            return
        if draft.after is None:
            # A thread is one reply.
            self._add(Measure("replied", author))
        if matter.response == "first":
            since: int | None = matter.posts[0].posted if matter.posts else None
            due = matter.first_due
        else:
            since = matter.clock.since if matter.clock else None
            due = matter.clock.due if matter.clock else None
        if since is not None:
            in_time = None if due is None else at <= due
            if matter.response == "first" and self._has_broken:
                in_time = False
            kind = f"{matter.response} response"
            self._add(Measure(kind, author, lapse=at - since, in_time=in_time))

    def _resolve(self, by: str | None, at: int) -> None:
        assert self.matter is not None
        posts = self.matter.posts
        since = posts[0].posted if posts else self.matter.opened
        self._resolution = _Resolution(by, at - since, dict(self._work.spent))

    def _told(self) -> Sequence[Measure]:
        if self.matter is None:
            return []
        matter = self.matter
        if self._is_offered:
            self._add(self._promise())
        if self._is_noise and matter.phase == "noise":
            self._add(Measure("noise", None))
        for person in self._reopened:
            self._add(Measure("reopened", person))
        if resolution := self._resolution:
            total = sum(resolution.work.values())
            self._add(Measure("handled", resolution.by, lapse=resolution.lapse, work=total))
            for person, work in resolution.work.items():
                self._add(Measure("worked", person, work=work))
            if self._has_replied:
                thanked = self._has_thanked
                self._add(Measure("ended with reply", self._last_reply, in_time=thanked))
        return [
            Measure(**{**measure.__dict__, "queue": matter.queue}) for measure in self._measures
        ]

    def _promise(self) -> Measure:
        """Noise is nobody's to answer, and what was merged is answered elsewhere."""
        assert self.matter is not None
        matter = self.matter
        if matter.phase == "noise" or matter.merged_into:
            return Measure("offered", None)
        if self._has_broken:
            return Measure("offered", None, in_time=False)
        if matter.first_due is None:
            return Measure("offered", None)
        if matter.first_at is not None:
            return Measure("offered", None, in_time=matter.first_at <= matter.first_due)
        # Whether there is still time depends on when somebody asks.
        due = matter.first_due if matter.is_open else 0
        return Measure("offered", None, in_time=False, due=due)

    def _add(self, measure: Measure) -> None:
        self._measures.append(measure)
