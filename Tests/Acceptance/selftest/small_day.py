"""A made-up day of a minute in which all is as it should be, small enough to be counted by hand."""

from __future__ import annotations

import copy
from datetime import UTC, datetime
from typing import Any

from workday import crash_parts  # noqa: F401, isort: skip
from judging.evidence import Evidence, Ledger, Line
from load.chronicle import Chronicle
from workday.looking import Look, Seen
from workday.posts import says_thanks
from workday.recount.ledger import Ledger as Recount
from workday.recount.ledger import Subject
from workday.recount.matter import Matter
from workday.staff import APPROVALS, CARE

BEGAN = 1_800_010_800.0
"""Unix time: 11:00 in London, in winter."""
ASKED = 60.0
BY_THEMSELVES = ("dddd", "eeee")
"""The second and the third post of a thread."""
STAFF = ("ada", "ben", "lee", "sam")
ZONE = "Europe/London"

STATS = (
    "the desk, today since 00:00 (11h 1m ago):",
    "offered 4 (noise 1) · handled 2 · answered 1 · replies sent 2 · waiting now 2",
    "first response: median 10s, 90% within 10s · service level 33% (1 of 3 in time)",
    "next response: median 8s, 90% within 8s · in time 100% (1 of 1)",
    "handling 11s on average · to resolve 7s in the median",
    "reopened 50% (1 of 2) · gratitude index 100% (1 of 1)",
    'approval: median 1s, 90% within 2s · sent back 1: "too long" 1',
    "ada · assigned 2 · answered 2 · handled 1 · first response 10s · handling 9s · sent back 1",
    "ben · assigned 4 · answered 0 · handled 1 · handling 4s",
)
BOARD = (
    "the board at 11:01:",
    "care · 2 open · 0 free · 1 P1 · oldest waits since 11:00 (58s ago) · 2 overdue",
    "billing · nothing open",
    "here: ada 0, ben 2, lee 0, sam 0",
)


class SmallDay:
    """Its parts may be changed before anybody judges it."""

    def __init__(self) -> None:
        self.events: list[dict[str, Any]] = []
        self.lines: list[Line] = []
        self.chronicle = Chronicle()
        self._an_answered_case()
        self._noise()
        self._a_breach()
        self._a_handover()
        self.events.sort(key=lambda event: event["at"])
        for number, event in enumerate(self.events, 1):
            event["seq"] = number

    def _an_answered_case(self) -> None:
        self._opened(1, 0.0, "P1", "care", due=30)
        self._tell("ada", CARE, "#1 P1 care · @c1@social.example (public) · 60 points")
        self._event(1, 2.0, "case.claimed", "ada", holder="ada")
        self._tell("ada", CARE, "ada: #1 is yours, due 11:00 (28s). !r 1 …")
        self._draft(1, 5.0, 1, "aaaa", "Hello one.")
        self._event(1, 6.0, "draft.rejected", "lee", revision=1, mark="aaaa", reason="too long")
        self._tell("ada", CARE, '#1 aaaa sent back to ada by lee: "too long". !r 1 …')
        self._draft(1, 9.0, 2, "bbbb", "Hello two.")
        self._sent(1, 10.0, 10.6, 2, "bbbb")
        self._joined(1, 20.0, "Hello?", thanks=False)
        self._event(1, 20.0, "service_level.due", None, response="next", at=_ms(35))
        self._thread()
        self._joined(1, 30.0, "Thank you!", thanks=True)
        self._event(1, 31.0, "case.resolved", "ada", outcome="solved")
        self._tell("ben", CARE, '#1 resolved by ada: "solved"')

    def _thread(self) -> None:
        """One reply of three posts, which counts once and is told twice."""
        rest = ["And four. (2/3)", "And five. (3/3)"]
        first = {"number": 1, "of": 3, "rest": rest}
        self._draft(1, 25.0, 3, "cccc", "Hello three. (1/3)", first)
        self._sent(1, 27.0, 28.0, 3, "cccc", " (1 of 3)")
        second = {"number": 2, "of": 3, "rest": rest[1:], "after": "cccc"}
        self._go_on(1, 28.0, 4, "dddd", "And four. (2/3)", second)
        third = {"number": 3, "of": 3, "rest": [], "after": "dddd"}
        self._go_on(1, 28.1, 5, "eeee", "And five. (3/3)", third)
        self._tell("ada", CARE, "#1 sent to @c1@social.example at 11:00 (3 of 3)")

    def _noise(self) -> None:
        self._opened(2, 1.0, "P3", "billing", due=41)
        self._event(2, 3.0, "case.claimed", "ben", holder="ben")
        self._tell("ben", CARE, "ben: #2 is yours, due 11:00 (38s). !r 2 …")
        self._event(2, 4.0, "case.noise", "ben")
        self._tell("ben", CARE, "#2 is noise, says ben: out of the queue, kept.")

    def _a_breach(self) -> None:
        self._opened(3, 2.0, "P2", "care", due=32)
        self._event(3, 22.0, "service_level.warned", None, response="first", due=_ms(32))
        self._tell("ada", CARE, "#3 P2: first reply to @c3@social.example due 11:00 (9s) · free")
        self._event(3, 32.0, "service_level.breached", None, response="first", due=_ms(32))
        self._tell("ada", CARE, "2 replies overdue: #3 P2 11:00 (0s ago) free · #4 P1 11:00 …")
        self._event(3, 33.0, "case.assigned", "lee", to="ben")
        self._tell("ben", CARE, "#3 is ben's now, given by lee, overdue 11:00 (1s ago). !r 3 …")

    def _a_handover(self) -> None:
        self._opened(4, 5.0, "P1", "care", due=35)
        self._tell("ada", CARE, 'P1 #4 @c4 "No internet"')
        self._event(4, 6.0, "case.claimed", "ada", holder="ada")
        self._tell("ada", CARE, "ada: #4 is yours, due 11:00 (29s). !r 4 …")
        self._event(4, 7.0, "case.offered", "ada", to="ben", **{"from": "ada"})
        self._tell("ben", CARE, "#4: ada offers it to ben, due 11:00 (28s). !claim 4 accepts it.")
        self._event(4, 8.0, "case.assigned", "ben", to="ben", **{"from": "ada"})
        self._tell("ben", CARE, "ben: #4 is yours, due 11:00 (27s). !r 4 …")
        self._event(4, 12.0, "case.resolved", "ben")
        self._tell("ben", CARE, "#4 resolved by ben.")
        self._event(4, 14.0, "case.reopened", "ben", because="reopened by hand")
        self._event(4, 14.0, "case.claimed", "ben", holder="ben")
        self._tell("ben", CARE, "#4 open again by ben, who has it, due 11:00 (21s).")
        self._event(4, 14.0, "service_level.due", None, response="first", at=_ms(35))
        self._event(4, 35.0, "service_level.breached", None, response="first", due=_ms(35))

    def taken_up_again(self, ended: float) -> list[dict[str, Any]]:
        """A case of its own, due after ten seconds, that ended unanswered and was answered then."""
        self._opened(5, 1.0, "P3", "care", due=11)
        self._event(5, ended, "case.resolved", "ada")
        self._event(5, ended + 1, "case.reopened", "ada", because="reopened by hand")
        due = _ms(ended + 11)
        self._event(5, ended + 1, "service_level.due", None, response="first", at=due)
        self._draft(5, ended + 2, 1, "ffff", "Hello five.")
        self._sent(5, ended + 3, ended + 4, 1, "ffff")
        return [event for event in self.events if event["case"] == 5]

    # What is asked afterwards

    def recount(self) -> Recount:
        return Recount(self.events, STAFF, ZONE, says_thanks)

    def seen(self, lines: tuple[str, ...] = STATS) -> Seen:
        moment = BEGAN + ASKED
        return Seen(Look("stats", Subject("the desk")), moment, moment + 0.1, lines)

    def board(self, lines: tuple[str, ...] = BOARD) -> Seen:
        moment = BEGAN + ASKED
        return Seen(Look("board"), moment, moment + 0.1, lines)

    def matters(self) -> list[Matter]:
        return list(self.recount().matters(len(self.events)))

    def cases(self) -> dict[int, dict[str, Any]]:
        """As the interface would show them, had it the events as they are now."""
        return {matter.number: _shown(matter) for matter in SmallDay().matters()}

    def evidence(self) -> Evidence:
        ledger = Ledger()
        ledger.add(self.events)
        return Evidence(
            chronicle=self.chronicle,
            ledger=ledger,
            cases=dict(self.cases()),
            lines=self.lines,
            attempts=[],
            events=self.events,
            wall_offset=BEGAN,
            judged_at=BEGAN + ASKED,
        )

    def without(self, type: str) -> None:
        """Its last event of that kind never was."""
        self.events.remove(self.last(type))

    def last(self, type: str) -> dict[str, Any]:
        """The last of that kind that did not come by itself, as a post of a thread does."""
        return next(
            event
            for event in reversed(self.events)
            if event["type"] == type and _mark(event) not in BY_THEMSELVES
        )

    def of_rest(self, type: str, mark: str = BY_THEMSELVES[0]) -> dict[str, Any]:
        """That of a post that came by itself."""
        return next(
            event for event in self.events if event["type"] == type and _mark(event) == mark
        )

    # How it is told

    def _opened(self, case: int, at: float, priority: str, queue: str, due: float) -> None:
        mention = _mention(case, f"m-{case}", at, "No internet")
        self._event(
            case, at, "case.opened", None, mention=mention, queue=queue, priority=priority,
            points=0, reasons=[], firstResponseDueAt=_ms(due),
        )

    def _joined(self, case: int, at: float, text: str, thanks: bool) -> None:
        mention = _mention(case, f"m-{case}-{at:g}", at, text)
        self._event(case, at, "case.joined", None, mention=mention, thanks=thanks)

    def _draft(
        self,
        case: int,
        at: float,
        revision: int,
        mark: str,
        text: str,
        thread: dict[str, Any] | None = None,
    ) -> None:
        self._written(case, at, revision, mark, text, thread)
        self._tell("lee", APPROVALS, f"#{case} {mark} by ada · PUBLIC reply to @c1@social.example")

    def _written(
        self,
        case: int,
        at: float,
        revision: int,
        mark: str,
        text: str,
        thread: dict[str, Any] | None,
        by: str | None = "ada",
    ) -> None:
        draft = {"revision": revision, "mark": mark, "author": "ada", "text": text}
        draft |= {"writtenAt": _ms(at)} | ({"thread": thread} if thread else {})
        self._event(case, at, "draft.written", by, draft=draft)

    def _sent(
        self, case: int, approved: float, at: float, revision: int, mark: str, place: str = ""
    ) -> None:
        named = {"revision": revision, "mark": mark}
        self._event(case, approved, "draft.approved", "sam", **named, approver="sam")
        self._tell("ada", CARE, f"#{case} {mark} approved by sam. Goes out 11:00:10 (0s).")
        self._event(case, approved + 0.5, "reply.departed", None, **named)
        self._event(case, at, "reply.sent", None, **named)
        self._tell("ada", CARE, f"#{case} sent to @c1@social.example at 11:00{place}")

    def _go_on(
        self, case: int, at: float, revision: int, mark: str, text: str, thread: dict[str, Any]
    ) -> None:
        """By itself, at once."""
        named = {"revision": revision, "mark": mark}
        self._written(case, at, revision, mark, text, thread, by=None)
        self._event(case, at, "draft.approved", None, **named, approver="sam")
        self._event(case, at, "reply.departed", None, **named)
        self._event(case, at + 0.1, "reply.sent", None, **named)

    def _event(
        self, case: int, moment: float, type: str, by: str | None, **data: Any
    ) -> None:
        at = datetime.fromtimestamp(BEGAN + moment, UTC).isoformat(timespec="milliseconds")
        self.events.append({"case": case, "at": at, "type": type, "by": by, "data": data})

    def _tell(self, reader: str, place: str, text: str) -> None:
        self.lines.append(Line(reader, place, text, False, 0.0))


def _mark(event: dict[str, Any]) -> str | None:
    data = event["data"]
    mark: str | None = data["draft"]["mark"] if "draft" in data else data.get("mark")
    return mark


def _ms(at: float) -> int:
    return round((BEGAN + at) * 1000)


def _mention(case: int, id: str, at: float, text: str) -> dict[str, Any]:
    return {
        "key": {"source": "crm", "id": id},
        "text": text,
        "postedAt": _ms(at),
        "author": {"handle": f"@c{case}@social.example", "vip": False},
    }


def _shown(matter: Matter) -> dict[str, Any]:
    return copy.deepcopy(
        {
            "case": matter.number,
            "phase": matter.phase,
            "queue": matter.queue,
            "priority": matter.priority,
            "holder": matter.holder,
            "offered_to": matter.offered,
            "merged_into": matter.merged_into,
            "mentions": [{"id": post.key[1], "text": post.text} for post in matter.posts],
            "drafts": [
                {"mark": each.mark, "author": each.author, "text": each.text, "state": each.state}
                for each in matter.drafts.values()
            ],
        }
    )
