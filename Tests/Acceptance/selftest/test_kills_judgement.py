"""The judge of `kills/` sees what it is there for: each fault by itself in a day that is well."""

from __future__ import annotations

import unittest
from collections.abc import Callable
from typing import Any

from kills.deed import Deed, Kind, Way
from kills.judgement import Judgement
from matrix_desk import CLAIM
from parts.bot_config import APPROVALS, CARE
from parts.matrix_room_view import RoomView
from parts.people import BOT
from parts.transcript import Transcript

CASE = 7
MARK = "k7f2"
TEXT = "Hi Mara, this is dana002."


class Reader:
    """Somebody's client: two rooms and what the bot said there."""

    bot = BOT

    def __init__(self, nick: str) -> None:
        self.transcript = Transcript(nick)
        self.rooms = {CARE: RoomView(CARE), APPROVALS: RoomView(APPROVALS)}

    def look(self, place: str, look: Callable[[RoomView], Any]) -> Any:
        return look(self.rooms[place])

    def hear(self, text: str) -> None:
        self.transcript.add_heard(CARE, BOT, text, text)

    def see(self, place: str, event_id: str, text: str) -> None:
        content = {"msgtype": "m.text", "body": text}
        sender = f"@{BOT}:test"
        event = {"type": "m.room.message", "event_id": event_id, "content": content}
        self.rooms[place].take(event | {"sender": sender})
        if place == CARE:
            self.see_sign(place, event_id, sender)

    def see_sign(self, place: str, event_id: str, sender: str) -> None:
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": CLAIM}
        event = {"type": "m.reaction", "event_id": f"{event_id}-sign", "sender": sender}
        self.rooms[place].take(event | {"content": {"m.relates_to": relation}})


class Post:
    """What a customer got."""

    def __init__(self, text: str, webhook_id: str = "one") -> None:
        self.data = {"text": text}
        self.webhook_id = webhook_id


class Day:
    """Dana claims, notes and replies, Sam approves, Bo comes too late."""

    def __init__(self) -> None:
        self.deeds = [
            deed(Kind.CLAIM, "dana"),
            deed(Kind.NOTE, "dana", "dana001"),
            deed(Kind.REPLY, "dana", "dana002"),
            deed(Kind.CLAIM_TAKEN, "bo"),
            deed(Kind.APPROVE_OWN, "dana", MARK),
            deed(Kind.APPROVE, "sam", MARK, Way.REACTION),
        ]
        self.events = [
            event(1, "case.opened", None),
            event(2, "case.claimed", "dana"),
            event(3, "case.noted", "dana", text="dana001"),
            event(4, "draft.written", "dana", draft={"mark": MARK, "text": TEXT}),
            event(5, "draft.approved", "sam", mark=MARK),
        ]
        self.people = {nick: Reader(nick) for nick in ("dana", "bo", "sam", "lee")}
        self.people["dana"].hear(f"dana: #{CASE} is yours, due 10:58 (27m).")
        self.people["dana"].hear(f"dana: #{CASE} noted.")
        self.people["dana"].hear(f"dana: #{CASE} draft 1 {MARK}, PUBLIC reply to @mara")
        self.people["dana"].hear(f"dana: you wrote {MARK}, somebody else … !escalate {CASE} …")
        self.people["bo"].hear(f"bo: #{CASE} is dana's since 10:31 (20s ago).")
        self.people["sam"].hear(
            f"#{CASE} {MARK} approved by sam. Goes out 10:34:42 (30s). !undo {CASE}"
        )
        self.people["dana"].see(CARE, "$card", f"#{CASE} P1 care · @mara · dana's, answered")
        self.people["lee"].see(APPROVALS, "$draft", f"#{CASE} {MARK} by dana · PUBLIC")
        self.posts = [Post(TEXT)]
        self.drafts = {CASE: (MARK, TEXT)}
        self.ends = {CASE: rf"#{CASE} P1 care\b.*'s, answered"}

    def posted(self, case: int) -> list[Post]:
        return self.posts if case == CASE else []

    attempts = posted

    def faults(self) -> list[str]:
        judged = Judgement(self.deeds, [self], self.people, self.events, self)  # type: ignore
        return judged.faults


def deed(kind: Kind, actor: str, token: str = "", way: Way = Way.COMMAND) -> Deed:
    return Deed(kind, way, CASE, actor, token, f"${kind.name}", 0.0, 1)


def event(seq: int, type: str, by: str | None, **data: Any) -> dict[str, Any]:
    at = f"2026-11-21T10:31:{seq:02}Z"
    return {"seq": seq, "case": CASE, "at": at, "type": type, "by": by, "data": data}


class TheJudge(unittest.TestCase):
    def setUp(self) -> None:
        self.day = Day()

    def test_finds_nothing_wrong_with_a_good_day(self) -> None:
        self.assertEqual(self.day.faults(), [])

    def test_an_effect_that_is_missing(self) -> None:
        del self.day.events[2]
        self.assert_fault("NOTE of #7 by command .* had 0 effects")

    def test_an_effect_that_came_twice(self) -> None:
        self.day.events.append(event(6, "case.noted", "dana", text="dana001"))
        self.assert_fault("NOTE of #7 by command .* had 2 effects")

    def test_an_effect_that_nobody_asked_for(self) -> None:
        self.day.events.append(event(6, "case.claimed", "bo"))
        self.assert_fault("nobody asked for")

    def test_a_command_that_nobody_answered(self) -> None:
        self.day.people["bo"] = Reader("bo")
        self.assert_fault("bo's CLAIM_TAKEN .* 0 answers")

    def test_an_answer_that_came_twice(self) -> None:
        self.day.people["dana"].hear(f"dana: #{CASE} noted.")
        self.assert_fault("NOTE .* 2 answers")

    def test_a_card_that_stands_there_twice(self) -> None:
        self.day.people["dana"].see(CARE, "$other", f"#{CASE} P1 care · @mara")
        self.assert_fault("#7 has 2 cards")

    def test_a_card_that_was_left_behind(self) -> None:
        self.day.people["dana"].rooms[CARE] = RoomView(CARE)
        self.day.people["dana"].see(CARE, "$card", f"#{CASE} P1 care · @mara · free")
        self.assert_fault("the card of #7 reads")

    def test_a_card_without_a_sign_to_tap(self) -> None:
        del self.day.people["dana"].rooms[CARE].messages["$card"].reactions[CLAIM]
        self.assert_fault("the card of #7 bears no sign")

    def test_a_draft_that_stands_there_twice(self) -> None:
        self.day.people["lee"].see(APPROVALS, "$other", f"#{CASE} {MARK} by dana · PUBLIC")
        self.assert_fault("#7 k7f2 has 2 messages")

    def test_a_customer_who_was_answered_twice(self) -> None:
        self.day.posts.append(Post(TEXT, "two"))
        self.assert_fault("the customer of #7 got")

    def assert_fault(self, pattern: str) -> None:
        faults = self.day.faults()
        self.assertEqual(len(faults), 1, faults)
        self.assertRegex(faults[0], pattern)


if __name__ == "__main__":
    unittest.main()
