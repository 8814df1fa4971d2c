"""A room as a client shows it: messages with their latest edit, their thread, their reactions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

Event = dict[str, Any]


@dataclass
class Message:
    """One message of a timeline."""

    event_id: str
    room_id: str
    sender: str
    original: Event
    """The content that it came with."""
    thread: str | None
    """The event id of the thread's root."""
    replies_to: str | None
    edits: list[Event] = field(default_factory=list)
    """The events that changed it, as they came."""
    reactions: dict[str, dict[str, str]] = field(default_factory=dict)
    """Under each key who reacted so, and with which event."""
    is_redacted: bool = False

    @property
    def content(self) -> Event:
        """As it is shown: that of the latest edit."""
        return self.edits[-1]["content"].get("m.new_content", {}) if self.edits else self.original

    @property
    def text(self) -> str:
        return str(self.content.get("body", ""))

    @property
    def html(self) -> str:
        return str(self.content.get("formatted_body", ""))

    @property
    def is_notice(self) -> bool:
        return self.content.get("msgtype") == "m.notice"

    @property
    def mentions(self) -> list[str]:
        return list(self.content.get("m.mentions", {}).get("user_ids", []))

    def counts(self) -> dict[str, int]:
        """What stands below it."""
        return {key: len(people) for key, people in self.reactions.items()}

    def __str__(self) -> str:
        marks = [
            f"thread of {self.thread}" if self.thread else "",
            f"edited {len(self.edits)}x" if self.edits else "",
            " ".join(f"{key}{count}" for key, count in self.counts().items()),
            "redacted" if self.is_redacted else "",
        ]
        return " · ".join([f"<{self.sender}> {self.text}", *filter(None, marks)])


class RoomView:
    """Grows by `take`, each event once; nothing in it is taken from anybody's word but a server's.

    An edit counts from the sender of what it edits alone, the latest to arrive last.
    """

    def __init__(self, room_id: str) -> None:
        self.room_id = room_id
        self.events: list[Event] = []
        """The timeline as it came."""
        self.state: dict[tuple[str, str], Event] = {}
        """The latest content under each type and state key."""
        self.messages: dict[str, Message] = {}
        self._known: set[str] = set()
        self._reactions: dict[str, tuple[str, str]] = {}
        self._edited: dict[str, Message] = {}
        self._early: list[Event] = []
        """Edits and reactions whose message has not come yet."""

    @property
    def topic(self) -> str:
        return str(self.state.get(("m.room.topic", ""), {}).get("topic", ""))

    def members(self, membership: str = "join") -> set[str]:
        return {
            key
            for (type, key), content in self.state.items()
            if type == "m.room.member" and content.get("membership") == membership
        }

    def shown(self) -> list[Message]:
        """Top to bottom, without what was redacted."""
        return [message for message in self.messages.values() if not message.is_redacted]

    def thread(self, root: str) -> list[Message]:
        return [message for message in self.shown() if message.thread == root]

    def take_state(self, event: Event) -> None:
        self.state[event["type"], event["state_key"]] = event["content"]

    def take(self, event: Event) -> Message | None:
        """Returns the message that it is, if it is one: an edit is not."""
        if event["event_id"] in self._known:
            return None
        self._known.add(event["event_id"])
        self.events.append(event)
        if "state_key" in event:
            self.take_state(event)
            return None
        match event["type"]:
            case "m.room.message":
                return self._take_message(event)
            case "m.reaction":
                self._take_reaction(event)
            case "m.room.redaction":
                self._take_redaction(event)
        return None

    def knows(self, event_id: str) -> bool:
        return event_id in self._known

    def _take_message(self, event: Event) -> Message | None:
        relation = relation_of(event)
        if relation.get("rel_type") == "m.replace":
            self._take_edit(event, relation.get("event_id", ""))
            return None
        if not event["content"].get("body"):
            return None
        message = Message(
            event["event_id"],
            self.room_id,
            event["sender"],
            event["content"],
            relation.get("event_id") if relation.get("rel_type") == "m.thread" else None,
            _replied_to(relation),
        )
        self.messages[message.event_id] = message
        self._settle_early()
        return message

    def _take_edit(self, event: Event, target: str) -> None:
        message = self.messages.get(target)
        if message is None:
            self._early.append(event)
        elif message.sender == event["sender"] and not message.is_redacted:
            message.edits.append(event)
            self._edited[event["event_id"]] = message

    def _take_reaction(self, event: Event) -> None:
        relation = relation_of(event)
        message = self.messages.get(relation.get("event_id", ""))
        if message is None:
            self._early.append(event)
            return
        key = relation.get("key", "")
        message.reactions.setdefault(key, {})[event["sender"]] = event["event_id"]
        self._reactions[event["event_id"]] = (message.event_id, key)

    def _settle_early(self) -> None:
        early, self._early = self._early, []
        for event in early:
            if event["type"] == "m.reaction":
                self._take_reaction(event)
            else:
                self._take_edit(event, relation_of(event).get("event_id", ""))

    def _take_redaction(self, event: Event) -> None:
        """Of a message, of an edit, which shows what was there before it, or of a reaction."""
        target = str(event.get("redacts") or event["content"].get("redacts", ""))
        self._early = [early for early in self._early if early["event_id"] != target]
        if target in self.messages:
            self.messages[target].is_redacted = True
        elif target in self._edited:
            edits = self._edited.pop(target).edits
            edits[:] = [edit for edit in edits if edit["event_id"] != target]
        elif target in self._reactions:
            message_id, key = self._reactions.pop(target)
            reactions = self.messages[message_id].reactions
            people = {who: which for who, which in reactions[key].items() if which != target}
            reactions[key] = people
            if not people:
                del reactions[key]


def relation_of(event: Event) -> Event:
    relation = event["content"].get("m.relates_to", {})
    return relation if isinstance(relation, dict) else {}


def _replied_to(relation: Event) -> str | None:
    """Not where a thread's event names its predecessor for clients without threads."""
    if relation.get("is_falling_back"):
        return None
    target = relation.get("m.in_reply_to", {}).get("event_id")
    return None if target is None else str(target)
