"""What people say: messages, threads, replies, edits, reactions, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence

from .matrix_actor import MatrixActor, full_user
from .matrix_api import client_path
from .matrix_room_view import Event, Message
from .transcript import Transcript

Target = Message | tuple[str, str]
"""A message as it was seen, or a place and an event id there."""


class MatrixSpeaker(MatrixActor):
    transcript: Transcript

    def say(
        self,
        place: str,
        text: str,
        *,
        thread: str | None = None,
        reply_to: str | None = None,
        html: str | None = None,
        mentions: Sequence[str] = (),
        msgtype: str = "m.text",
        txn_id: str | None = None,
    ) -> str:
        """One message to a room, in a thread or in reply to a message there; its event id.

        `thread` is the event id of the thread's root.
        """
        self.transcript.add_said(place, text)
        content: Event = {"msgtype": msgtype, "body": text}
        if html is not None:
            content |= {"format": "org.matrix.custom.html", "formatted_body": html}
        if mentions:
            content["m.mentions"] = {"user_ids": [full_user(name) for name in mentions]}
        if relation := _relation(thread, reply_to):
            content["m.relates_to"] = relation
        return self.send(place, "m.room.message", content, txn_id)

    def edit(self, target: Target, text: str) -> str:
        """The edit's own event id. What clients without edits show begins with an asterisk."""
        place, event_id = _whereabouts(target)
        self.transcript.add_said(self.room_name(place), f"(edits {event_id}) {text}")
        content = {
            "msgtype": "m.text",
            "body": f"* {text}",
            "m.new_content": {"msgtype": "m.text", "body": text},
            "m.relates_to": {"rel_type": "m.replace", "event_id": event_id},
        }
        return self.send(place, "m.room.message", content)

    def react(self, target: Target, key: str, txn_id: str | None = None) -> str:
        """The reaction's own event id, which `redact` takes away."""
        place, event_id = _whereabouts(target)
        self.transcript.add_said(self.room_name(place), f"({key} to {event_id})")
        relation = {"rel_type": "m.annotation", "event_id": event_id, "key": key}
        return self.send(place, "m.reaction", {"m.relates_to": relation}, txn_id)

    def redact(
        self, place: str, event_id: str, reason: str = "", txn_id: str | None = None
    ) -> str:
        """A message, an edit or a reaction, of their own or where their power allows it."""
        self.transcript.add_said(place, f"(redacts {event_id})")
        txn_id = txn_id or self.new_txn_id()
        path = client_path("rooms", self.room_id(place), "redact", event_id, txn_id)
        return str(self.call("PUT", path, {"reason": reason} if reason else {})["event_id"])

    def send(self, place: str, type: str, content: Event, txn_id: str | None = None) -> str:
        """Any event; the same transaction id again is the same event."""
        path = client_path("rooms", self.room_id(place), "send", type, txn_id or self.new_txn_id())
        return str(self.call("PUT", path, content)["event_id"])


def _relation(thread: str | None, reply_to: str | None) -> Event:
    answered = {"m.in_reply_to": {"event_id": reply_to or thread}}
    if thread is not None:
        # To clients without threads it is a reply, to the thread's root for want of better.
        is_fallback = reply_to is None
        return {
            "rel_type": "m.thread",
            "event_id": thread,
            "is_falling_back": is_fallback,
            **answered,
        }
    return answered if reply_to is not None else {}


def _whereabouts(target: Target) -> tuple[str, str]:
    return (target.room_id, target.event_id) if isinstance(target, Message) else target
