"""What must be so after all deaths: one effect or refusal each, one card, one draft, answers."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

import wording
from matrix_desk import CLAIM
from parts.bot_config import APPROVALS, CARE
from parts.matrix_actor import short_user
from parts.matrix_person import MatrixPerson
from parts.matrix_room_view import Message, RoomView
from parts.people import BOT
from parts.receiver import Receiver
from parts.transcript import Heard

from .deed import Deed, Kind
from .worker import Worker

_NUMBER = re.compile(r"\b\d+\b")
_TYPES = {kind.value for kind in Kind}


class Judgement:
    """`faults` is empty if all is well. Made anew for each look."""

    def __init__(
        self,
        deeds: Sequence[Deed],
        workers: Sequence[Worker],
        people: Mapping[str, MatrixPerson],
        events: Iterable[dict[str, Any]],
        receiver: Receiver,
    ) -> None:
        self.faults: list[str] = []
        self.effects: Counter[Kind] = Counter()
        self.refusals: Counter[Kind] = Counter()
        self.vanished = 0
        self.repeated = 0
        """Answers that say of themselves that they may have been given before."""
        self.lags: list[float] = []
        """Seconds from each effect until the case's card was changed."""
        self._deeds = deeds
        self._events: dict[int | None, list[dict[str, Any]]] = defaultdict(list)
        for event in events:
            self._events[event["case"]].append(event)
        self._lines = {name: _by_case(person) for name, person in people.items()}
        self._judge_effects()
        self._judge_answers()
        self._judge_messages(workers, people)
        for worker in workers:
            self._judge_replies(worker, receiver)

    # Effects

    def _judge_effects(self) -> None:
        known: set[tuple[int, int]] = set()
        for deed in self._deeds:
            if deed.kind.is_refused:
                continue
            found = [event for event in self._events[deed.case] if _is_effect(event, deed)]
            known |= {(deed.case, event["seq"]) for event in found}
            self.effects[deed.kind] += len(found)
            if not found and deed.may_vanish:
                self.vanished += 1
            elif len(found) != 1:
                self.faults.append(f"{deed} had {len(found)} effects")
        for case, events in self._events.items():
            for event in events:
                if event["type"] in _TYPES and (case, event["seq"]) not in known:
                    self.faults.append(f"nobody asked for {event}")

    # Answers

    def _judge_answers(self) -> None:
        """Some answers do not say which of two it is: then there are as many of them as deeds.

        What is told in two rooms counts in each.
        """
        asked: dict[tuple[str, int, str], list[Deed]] = defaultdict(list)
        for deed in self._deeds:
            asked[deed.actor, deed.case, _answer(deed)].append(deed)
        for (actor, case, pattern), deeds in asked.items():
            found = [
                line
                for line in self._lines[actor][case]
                if re.search(pattern, line.text, re.IGNORECASE)
            ]
            surely = [line for line in found if not wording.is_again(line.text)]
            self.repeated += len(found) - len(surely)
            if deeds[0].kind.is_refused:
                self.refusals[deeds[0].kind] += len(surely)
            certain = sum(not deed.may_vanish for deed in deeds)
            most = max(Counter(line.place for line in surely).values(), default=0)
            if not certain <= len(found) or most > len(deeds):
                texts = [f"{line.place} {line.text[:80]}" for line in found]
                self.faults.append(f"{deeds[0]}: {len(found)} answers /{pattern}/ {texts}")

    # What stands in the rooms

    def _judge_messages(
        self, workers: Sequence[Worker], people: Mapping[str, MatrixPerson]
    ) -> None:
        """In the end each card reads what has become of its case."""
        cards = people["dana"].look(CARE, _roots)
        drafts = people["lee"].look(APPROVALS, _roots)
        ends = {case: end for worker in workers for case, end in worker.ends.items()}
        marks = {case: mark for worker in workers for case, (mark, _) in worker.drafts.items()}
        for case in sorted({deed.case for deed in self._deeds}):
            found = _beginning(cards, rf"#{case} P\d ")
            if not all(_is_signed(card) for card in found):
                self.faults.append(f"the card of #{case} bears no sign to tap")
            if len(found) != 1:
                self.faults.append(f"#{case} has {len(found)} cards")
                continue
            self.lags += _lags(found[0], [e for e in self._events[case] if e["type"] in _TYPES])
            if case in ends and not re.search(ends[case], found[0].text, re.IGNORECASE):
                self.faults.append(f"the card of #{case} reads {found[0].text[:90]!r}")
        for case, mark in marks.items():
            found = _beginning(drafts, rf"#{case} {mark} by ")
            if len(found) != 1:
                self.faults.append(f"#{case} {mark} has {len(found)} messages")

    # Customers

    def _judge_replies(self, worker: Worker, receiver: Receiver) -> None:
        for case, (_, text) in worker.drafts.items():
            posted = [request.data["text"] for request in receiver.posted(case)]
            keys = {request.webhook_id for request in receiver.attempts(case)}
            if posted != [text] or len(keys) != 1:
                self.faults.append(f"the customer of #{case} got {posted}, {len(keys)} keys")


def _is_effect(event: dict[str, Any], deed: Deed) -> bool:
    if event["type"] != deed.kind.value or event["by"] != deed.actor:
        return False
    return deed.token in json.dumps(event["data"], ensure_ascii=False)


def _answer(deed: Deed) -> str:
    case, actor = deed.case, deed.actor
    match deed.kind:
        case Kind.CLAIM:
            return rf"#{case} is (yours|{actor}'s now)"
        case Kind.NOTE:
            return wording.noted(case)
        case Kind.REPLY:
            return wording.drafted(case, 1)
        case Kind.APPROVE:
            return wording.approved(case, deed.token, actor)
        case Kind.RELEASE:
            return rf"#{case} is free again"
        case Kind.ESCALATE:
            return rf"#{case} P\d escalated"
        case Kind.CLAIM_TAKEN:
            return rf"{actor}: #{case} is \w+'s since"
        case Kind.APPROVE_OWN:
            # Or that somebody else has approved it: two rooms have no common order.
            return rf"{actor}: (you wrote|#{case}:?) {deed.token}\b"


def _by_case(person: MatrixPerson) -> dict[int, list[Heard]]:
    """What the bot said, under each number in it: the case's is among them."""
    found: dict[int, list[Heard]] = defaultdict(list)
    for line in person.transcript.matching(person.bot, ""):
        for number in dict.fromkeys(map(int, _NUMBER.findall(line.text))):
            found[number].append(line)
    return found


def _roots(view: RoomView) -> list[Message]:
    """The bot's messages that are in no thread."""
    return [one for one in view.shown() if one.thread is None and short_user(one.sender) == BOT]


def _lags(card: Message, events: Iterable[dict[str, Any]]) -> list[float]:
    """What a change shows is what had happened when it was made."""
    changes = sorted(edit["origin_server_ts"] / 1000 for edit in card.edits)
    moments = [datetime.fromisoformat(event["at"]).timestamp() for event in events]
    later = [[change for change in changes if change >= moment] for moment in moments]
    return [
        found[0] - moment for moment, found in zip(moments, later, strict=True) if found
    ]


def _is_signed(card: Message) -> bool:
    return BOT in map(short_user, card.reactions.get(CLAIM, {}))


def _beginning(messages: Iterable[Message], pattern: str) -> list[Message]:
    begins = re.compile(pattern, re.IGNORECASE)
    return [one for one in messages if begins.match(str(one.original["body"]))]
