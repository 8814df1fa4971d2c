"""The same cycle with a reply of three posts: approved once, each sent under the one before it."""

from __future__ import annotations

from typing import Any

from judging.evidence import Line
from load.answers import Verb
from parts.bot_config import APPROVALS, CARE
from parts.receiver_http import reference_of

from .story import CASE, KEY, MARK, Story, attempt, draft

WORDS = ("Hi Mara, an engineer comes at 4.", "She rings twice.", "Please keep the dog inside.")
OF = len(WORDS)
TEXTS = [f"{words} ({number}/{OF})" for number, words in enumerate(WORDS, 1)]
MARKS = (MARK, "m2pa", "n3qb")
KEYS = (KEY, "reply-2", "reply-3")
SECOND, THIRD = MARKS[1:]


class ThreadStory(Story):
    def __init__(self) -> None:
        super().__init__()
        del self.events[2:]
        del self.lines[2:]
        del self.chronicle.sayings[1:]
        self.attempts = []
        self.case["drafts"] = []
        self._split()
        for place in range(OF):
            self._leave(place)
        self.renumber()

    def find(self, type: str, mark: str) -> dict[str, Any]:
        """The event of that kind that a draft has."""
        return next(
            event
            for event in self.events
            if event["type"] == type
            and mark in (event["data"].get("mark"), event["data"].get("draft", {}).get("mark"))
        )

    def put(self, before: dict[str, Any], type: str, **data: Any) -> None:
        """Something that happened right before that."""
        made = {"case": CASE, "type": type, "by": None, "hash": f"hash-{type}", "data": data}
        self.events.insert(self.events.index(before), made | {"at": before["at"]})
        self.renumber()

    def without(self, type: str, mark: str) -> None:
        self.events.remove(self.find(type, mark))
        self.renumber()

    def renumber(self) -> None:
        for number, event in enumerate(self.events, 1):
            event["seq"] = number

    def _split(self) -> None:
        self._write(2.0, 0, "dana")
        self.event(3.0, "draft.approved", "sam", mark=MARK, approver="sam")
        drafted = Line("dana", CARE, f"dana: #{CASE} draft 1 {MARK}, PUBLIC reply.", False, 2.0)
        approved = Line("sam", APPROVALS, f"#{CASE} {MARK} approved by sam. Goes", False, 3.0)
        card = [f"#{CASE} {MARK} by dana · PUBLIC reply", *_drafts(TEXTS)]
        self.lines += [drafted, *(Line("sam", APPROVALS, each, False, 2.0) for each in card)]
        self.lines.append(approved)
        text = " ".join(WORDS)
        refusal = f"dana: #{CASE}: not taken, !split {CASE} makes a thread of {OF} posts of it."
        self.say(1.8, "dana", f"!reply {CASE} {text}", Verb.REPLY, refusal)
        self.say(1.9, "dana", f"!split {CASE}", Verb.SPLIT, drafted.text)
        self.say(2.9, "sam", f"!ok {MARK}", Verb.APPROVE, approved.text)

    def _write(self, at: float, place: int, by: str | None) -> None:
        thread: dict[str, Any] = {"number": place + 1, "of": OF, "rest": TEXTS[place + 1 :]}
        if place:
            thread["after"] = MARKS[place - 1]
        mark, text = MARKS[place], TEXTS[place]
        self.event(at, "draft.written", by, draft=draft(mark, text, KEYS[place], thread=thread))
        self.case["drafts"].append(
            {"mark": mark, "author": "dana", "approver": "sam", "text": text, "state": "sent"}
            | {"thread": {"after": None} | thread}
        )

    def _leave(self, place: int) -> None:
        """A post behind the first becomes a draft as the one before it is sent."""
        mark, at = MARKS[place], 4.0 + place
        under = reference_of(KEYS[place - 1]) if place else "m-1"
        if place:
            self._write(at, place, None)
            self.event(at, "draft.approved", None, mark=mark, approver="sam")
        self.event(at, "reply.departed", None, mark=mark)
        self.attempts.append(
            attempt(
                at=at + 0.1,
                text=TEXTS[place],
                key=KEYS[place],
                mark=mark,
                under=under,
                thread={"number": place + 1, "of": OF},
            )
        )
        self.event(at + 1.0, "reply.sent", None, mark=mark, reference=reference_of(KEYS[place]))
        if place in (0, OF - 1):
            told = f"#{CASE} sent to @mara@social.example at 10:34 ({place + 1} of {OF})"
            self.lines.append(Line("dana", CARE, told, False, at + 1.0))


def _drafts(texts: list[str]) -> list[str]:
    return [f"#{CASE} │ draft: {text}" for text in texts]
