"""CHATHISTORY as a client asks for it (IRCv3 draft/chathistory)."""

from __future__ import annotations

from datetime import UTC, datetime

from . import multiline
from .history import BadReference, Remembered
from .network_state import NetworkState, written
from .speech import place_of
from .tagged_line import TaggedLine
from .visitor import SERVER, Visitor

REFERENCES = {"LATEST": 1, "BEFORE": 1, "AFTER": 1, "AROUND": 1, "BETWEEN": 2}


def take_chathistory(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    way = line.parameter(0).upper()
    if "draft/chathistory" not in visitor.enabled:
        visitor.reply("421", "CHATHISTORY", "Unknown command")
    elif way == "TARGETS":
        _tell_targets(state, visitor, line)
    elif way not in REFERENCES:
        _fail(visitor, "INVALID_PARAMS", way, "Unknown subcommand")
    elif len(line.parameters) != REFERENCES[way] + 3:
        _fail(visitor, "NEED_MORE_PARAMS", way, "Missing parameters")
    else:
        _tell(state, visitor, way, line.parameters[1], list(line.parameters[2:]))


def _tell(state: NetworkState, visitor: Visitor, way: str, target: str, rest: list[str]) -> None:
    room = state.room(target)
    if target.startswith("#") and (room is None or visitor not in room.members):
        _fail(visitor, "INVALID_TARGET", way, target, "Messages could not be retrieved")
        return
    limit = min(int(rest[-1]), int(state.terms.support["CHATHISTORY"]))
    place = place_of(state, visitor, target)
    try:
        found = state.history.select(way, place, rest[:-1], limit)
    except BadReference as bad:
        _fail(visitor, "INVALID_MSGREFTYPE", way, str(bad), "Bad reference")
        return
    batch = state.new_batch()
    visitor.say("BATCH", f"+{batch}", "chathistory", target)
    for remembered in found:
        _tell_again(state, visitor, remembered, batch)
    visitor.say("BATCH", f"-{batch}")


def _tell_again(state: NetworkState, visitor: Visitor, remembered: Remembered, batch: str) -> None:
    lines = list(remembered.lines)
    if len(lines) == 1:
        visitor.send(lines[0].tagged(batch=batch))
    else:
        multiline.tell(state, visitor, lines[0].source, lines, outer=batch)


def _tell_targets(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    """Rooms this client is in, and people it has talked with."""
    early = datetime.min.replace(tzinfo=UTC)
    begin = state.history.moment(line.parameter(1)) or early
    end = state.history.moment(line.parameter(2)) or early
    batch = state.new_batch()
    visitor.say("BATCH", f"+{batch}", "draft/chathistory-targets")
    places = state.history.places(min(begin, end), max(begin, end))
    for place, latest in list(places.items())[: int(line.parameter(3) or "50")]:
        name = _seen_as(state, visitor, place)
        if name is not None:
            parameters = ("TARGETS", name, written(latest))
            visitor.send(TaggedLine("CHATHISTORY", parameters, SERVER, {"batch": batch}))
    visitor.say("BATCH", f"-{batch}")


def _seen_as(state: NetworkState, visitor: Visitor, place: str) -> str | None:
    room = state.room(place)
    if room is not None:
        return room.name if visitor in room.members else None
    nicks = place.split(" ")
    if visitor.nick.lower() not in nicks:
        return None
    return next((nick for nick in nicks if nick != visitor.nick.lower()), nicks[0])


def _fail(visitor: Visitor, code: str, *context: str) -> None:
    visitor.say("FAIL", "CHATHISTORY", code, *context)
