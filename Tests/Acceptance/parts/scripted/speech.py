"""PRIVMSG, NOTICE and TAGMSG: who hears it, the echo, and what history keeps of it."""

from __future__ import annotations

from datetime import datetime

from .history import Remembered
from .network_state import NetworkState
from .tagged_line import TaggedLine
from .visitor import Visitor


def take_message(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    target = line.parameter(0)
    hearers = audience(state, visitor, target)
    if hearers is None:
        return
    told = state.by(visitor, line.command, *line.parameters).tagged(
        msgid=state.new_id(), **client_only(line)
    )
    for hearer in hearers:
        if line.command != "TAGMSG" or "message-tags" in hearer.enabled:
            hearer.send(told)
    if line.command != "TAGMSG":
        remember(state, visitor, target, [told])


def audience(state: NetworkState, visitor: Visitor, target: str) -> list[Visitor] | None:
    """Whom it is delivered to, the speaker too where they want an echo; nothing if refused."""
    room, person = state.room(target), state.visitor(target)
    hearers: list[Visitor] = []
    if room is not None:
        if "n" in room.modes and visitor not in room.members:
            visitor.reply("404", target, "Cannot send to channel")
            return None
        hearers = [member for member in room.members if member is not visitor]
    elif person is not None:
        hearers = [person]
    elif target in state.passwords and "CHATHISTORY" in state.terms.support:
        hearers = []  # Kept for them.
    else:
        visitor.reply("401", target, "No such nick/channel")
        return None
    return [*hearers, visitor] if "echo-message" in visitor.enabled else hearers


def client_only(line: TaggedLine) -> dict[str, str]:
    return {name: value for name, value in line.tags.items() if name.startswith("+")}


def remember(state: NetworkState, visitor: Visitor, target: str, lines: list[TaggedLine]) -> None:
    """By the time and the id that the first line was told with."""
    tags = lines[0].tags
    place = place_of(state, visitor, target)
    moment = datetime.fromisoformat(tags["time"])
    state.history.add(Remembered(moment, tags["msgid"], place, tuple(lines)))


def place_of(state: NetworkState, visitor: Visitor, target: str) -> str:
    if state.room(target) is not None:
        return target.lower()
    return " ".join(sorted((visitor.nick.lower(), target.lower())))
