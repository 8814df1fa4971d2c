"""A made-up cycle in which all is as it should be: one case, claimed, answered, approved, sent."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from judging.evidence import Evidence, Ledger, Line
from load.answers import Answer, Verb, Verdict
from load.chronicle import Chronicle, Handed, Saying
from parts.bot_config import APPROVALS, CARE
from parts.conduct import Conduct
from parts.receiver import REPLY, Request

BEGAN = 1_800_000_000.0
"""Unix time; the story's own clock begins there."""
CASE, MARK, KEY = 7, "k7f2", "reply-1"
TEXT = "Hi Mara, an engineer comes at 4."
WROTE = "Third day without internet."


class Story:
    """Its parts may be changed before it is told; each change is one thing gone wrong."""

    def __init__(self) -> None:
        self.chronicle = Chronicle()
        mention = {"id": "m-1", "text": WROTE}
        self.chronicle.handed["m-1"] = Handed("m-1", [mention], CASE, 1, {CASE})
        self.events: list[dict[str, Any]] = []
        self.event(0.0, "case.opened", None, mention={"key": {"id": "m-1"}}, priority="P1")
        self.event(1.0, "case.claimed", "dana", holder="dana")
        self.event(2.0, "draft.written", "dana", draft=draft(MARK, TEXT, KEY))
        self.event(3.0, "draft.approved", "sam", mark=MARK, approver="sam")
        self.event(4.0, "reply.departed", None, mark=MARK)
        self.event(4.2, "reply.sent", None, mark=MARK)
        self.case: dict[str, Any] = {
            "case": CASE,
            "phase": "answered",
            "holder": "dana",
            "mentions": [{"id": "m-1", "text": WROTE, "deleted_at": None}],
            "drafts": [
                {"mark": MARK, "author": "dana", "approver": "sam", "text": TEXT, "state": "sent"}
                | {"thread": None}
            ],
        }
        self.lines = [
            Line("dana", CARE, f"#{CASE} P1 care · @mara@social.example (public)", False, 0.0),
            Line("dana", CARE, f"dana: #{CASE} is yours, due 10:58 (26m).", False, 1.0),
            Line("dana", CARE, f"dana: #{CASE} draft 1 {MARK}, PUBLIC reply.", False, 2.0),
            Line("sam", APPROVALS, f"#{CASE} {MARK} by dana · PUBLIC reply", False, 2.0),
            Line("sam", APPROVALS, f"#{CASE} │ draft: {TEXT}", False, 2.0),
            Line("sam", APPROVALS, f"#{CASE} {MARK} approved by sam. Goes out.", False, 3.0),
            Line("dana", CARE, f"#{CASE} sent to @mara@social.example", False, 4.2),
        ]
        self.say(0.9, "dana", f"!claim {CASE}", Verb.CLAIM, self.lines[1].text)
        self.say(1.9, "dana", f"!reply {CASE} {TEXT}", Verb.REPLY, self.lines[2].text)
        self.say(2.9, "sam", f"!ok {MARK}", Verb.APPROVE, self.lines[5].text)
        self.attempts = [attempt()]

    def evidence(self) -> Evidence:
        ledger = Ledger()
        ledger.add(self.events)
        return Evidence(
            chronicle=self.chronicle,
            ledger=ledger,
            cases={CASE: self.case},
            lines=self.lines,
            attempts=self.attempts,
            events=self.events,
            wall_offset=BEGAN,
            judged_at=BEGAN + 20,
        )

    def event(self, at: float, type: str, by: str | None, **data: Any) -> None:
        moment = datetime.fromtimestamp(BEGAN + at, UTC).isoformat()
        number = len(self.events) + 1
        self.events.append(
            {
                "seq": number,
                "case": CASE,
                "at": moment,
                "type": type,
                "by": by,
                "data": data,
                "hash": f"hash-{number}",
            }
        )

    def say(self, at: float, person: str, text: str, verb: Verb, answer: str) -> None:
        saying = Saying(person, CARE, text, verb, CASE, at, Answer(Verdict.DONE, answer, {}))
        self.chronicle.sayings.append(saying)


def draft(mark: str, text: str, key: str, **fields: Any) -> dict[str, Any]:
    """As the event of its writing has it."""
    made = {
        "mark": mark,
        "text": text,
        "key": key,
        "author": "dana",
        "originator": "dana",
        "visibility": "public",
        "answers": {"source": "crm", "id": "m-1"},
    }
    return made | fields


def attempt(
    at: float = 4.1,
    text: str = TEXT,
    key: str = KEY,
    mark: str = MARK,
    approver: str = "sam",
    conduct: Conduct = Conduct.ACCEPT,
    under: str = "m-1",
    thread: dict[str, int] | None = None,
) -> Request:
    """A request as the receiver got it."""
    data = {
        "case": CASE,
        "text": text,
        "draft": {"revision": 1, "mark": mark},
        "author": "dana",
        "approver": approver,
        "in_reply_to": under,
        "thread": thread,
    }
    return Request(key, {"type": REPLY, "data": data}, conduct, BEGAN + at)
