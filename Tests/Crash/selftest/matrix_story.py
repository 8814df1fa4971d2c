"""The same cycle with rooms on Matrix: one card, one draft, their signs, what was said."""

from __future__ import annotations

from typing import Any

from judging.evidence import Evidence, RoomSeen
from judging.moments import unix
from load.answers import Answer, Verb, Verdict
from load.chronicle import Saying
from load.matrix_ways import APPROVE, BY_SIGN, CLAIM, ESCALATE, IN_THREAD, REJECT
from parts.bot_config import APPROVALS, CARE
from parts.matrix_actor import full_user
from parts.matrix_room_view import RoomView
from parts.people import BOT
from world.matrix_side import LOBBY

from .story import CASE, MARK, TEXT, WROTE, Story

HEAD = f"#{CASE} P1 care · @mara@social.example (public)"
CARD, DRAFT = "$card", "$draft"


class MatrixStory(Story):
    """`events_there` are those of each room, to be changed before it is told."""

    def __init__(self) -> None:
        super().__init__()
        self.events_there: dict[str, list[dict[str, Any]]] = {CARE: [], APPROVALS: [], LOBBY: []}
        self.heard: dict[str, int] = {}
        self._tell_care()
        self._tell_approvals()
        self.post(LOBBY, HEAD, id="$lobby-card")
        self.put_signs(LOBBY, "$lobby-card", CLAIM, ESCALATE)
        self._edit(LOBBY, "$lobby-card", f"{HEAD} · dana's, answered")

    def evidence(self) -> Evidence:
        told = super().evidence()
        rooms = self.events_there.items()
        told.rooms = [RoomSeen(name, _view(events), 0) for name, events in rooms]
        told.lines = [*told.lines, *(line for room in told.rooms for line in room.lines())]
        told.heard = self.heard
        return told

    def post(self, room: str, body: str, **more: Any) -> dict[str, Any]:
        """A message of the bot's, or of somebody else."""
        content = {"msgtype": "m.notice", "body": body, "m.mentions": {}}
        if thread := more.get("thread"):
            content["m.relates_to"] = {"rel_type": "m.thread", "event_id": thread}
        return self._add(room, "m.room.message", content, **more)

    def put_signs(self, room: str, target: str, *keys: str) -> None:
        for key in keys:
            self.put_sign(room, target, key)

    def put_sign(self, room: str, target: str, key: str, **more: Any) -> None:
        relation = {"rel_type": "m.annotation", "event_id": target, "key": key}
        self._add(room, "m.reaction", {"m.relates_to": relation}, **more)

    def command(
        self, person: str, text: str, verb: Verb, way: str, answer: str, happened: str
    ) -> Saying:
        """It is heard in the moment in which what it asks for happens."""
        event = f"${verb.value}"
        found = next(each for each in self.events if each["type"] == happened)
        self.heard[event] = round(unix(found["at"]) * 1000)
        saying = Saying(
            person, CARE, text, verb, CASE, 0.9, Answer(Verdict.DONE, answer, {}), way, event
        )
        self.chronicle.sayings.append(saying)
        return saying

    def _tell_care(self) -> None:
        self.post(CARE, f"{HEAD}\n#{CASE} │ {WROTE}", id=CARD)
        self.put_signs(CARE, CARD, CLAIM, ESCALATE)
        self.post(CARE, "!claim", id="$claim", by="dana", thread=CARD)
        answer = f"dana: #{CASE} is yours, due 10:58 (26m)."
        self.post(CARE, answer, thread=CARD)
        self._edit(CARE, CARD, f"{HEAD} · dana's, answered")
        self._tell_everywhere(CARE, CARD)
        # Said on Matrix instead of on IRC.
        self.chronicle.sayings.pop(0)
        self.command("dana", f"!claim {CASE}", Verb.CLAIM, IN_THREAD, answer, "case.claimed")

    def _tell_approvals(self) -> None:
        head = f"#{CASE} {MARK} by dana · PUBLIC reply"
        self.post(APPROVALS, f"{head}\n#{CASE} │ draft: {TEXT}", id=DRAFT)
        self.put_signs(APPROVALS, DRAFT, APPROVE, REJECT)
        self.put_sign(APPROVALS, DRAFT, APPROVE, id="$ok", by="sam")
        self._tell_everywhere(APPROVALS, DRAFT)
        self.chronicle.sayings.pop(1)
        answer = f"#{CASE} {MARK} approved by sam."
        self.command("sam", f"!ok {MARK}", Verb.APPROVE, BY_SIGN, answer, "draft.approved")

    def _tell_everywhere(self, room: str, root: str) -> None:
        self.post(room, f"#{CASE} {MARK} approved by sam. Goes out.", thread=root)
        self.post(room, f"#{CASE} sent to @mara@social.example", thread=root)

    def _edit(self, room: str, target: str, body: str) -> None:
        content = {"msgtype": "m.text", "body": body, "m.mentions": {}}
        relation = {"rel_type": "m.replace", "event_id": target}
        whole = content | {"body": f"* {body}", "m.new_content": content, "m.relates_to": relation}
        self._add(room, "m.room.message", whole)

    def _add(
        self, room: str, type: str, content: dict[str, Any], **more: Any
    ) -> dict[str, Any]:
        events = self.events_there[room]
        made = {
            "type": type,
            "sender": full_user(more.get("by", BOT)),
            "event_id": more.get("id", f"${room}-{len(events)}"),
            "content": content,
        }
        events.append(made)
        return made


def _view(events: list[dict[str, Any]]) -> RoomView:
    view = RoomView("!room:test")
    for event in events:
        view.take(event)
    return view
