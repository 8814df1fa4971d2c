"""What clients do with rooms: JOIN, PART, NAMES, MODE, TOPIC, KICK, INVITE."""

from __future__ import annotations

from .network_state import NetworkState
from .room import Room
from .tagged_line import TaggedLine
from .visitor import Visitor

RANKS = {"o": "@", "v": "+"}


def take_join(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    keys = line.parameter(1).split(",")
    for index, name in enumerate(line.parameter(0).split(",")):
        room = state.rooms.setdefault(name.lower(), Room(name))
        if visitor in room.members:
            continue
        refusal = room.refusal(visitor, keys[index] if index < len(keys) else "")
        if refusal is not None:
            visitor.reply(refusal[0], name, refusal[1])
        else:
            enter(state, room, visitor)


def enter(state: NetworkState, room: Room, visitor: Visitor) -> None:
    room.invited.discard(visitor.nick.lower())
    room.members[visitor] = "" if room.members else "@"
    short = state.by(visitor, "JOIN", room.name)
    long = state.by(visitor, "JOIN", room.name, visitor.account or "*", "realname")
    for member in room.members:
        member.send(long if "extended-join" in member.enabled else short)
    if room.topic:
        visitor.reply("332", room.name, room.topic)
    tell_names(room, visitor)


def tell_names(room: Room, visitor: Visitor) -> None:
    names = " ".join(f"{sign}{member.nick}" for member, sign in room.members.items())
    visitor.reply("353", "=", room.name, names)
    visitor.reply("366", room.name, "End of /NAMES list.")


def take_names(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    room = state.room(line.parameter(0))
    if room is not None:
        tell_names(room, visitor)


def take_part(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    for name in line.parameter(0).split(","):
        room = state.room(name)
        if room is None or visitor not in room.members:
            visitor.reply("442", name, "You're not on that channel")
            continue
        state.tell(room, state.by(visitor, "PART", room.name, line.parameter(1)))
        state.leave(room, visitor)


def take_mode(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    room = state.room(line.parameter(0))
    if room is None:
        _take_own_mode(visitor, line)
    elif len(line.parameters) == 1:
        visitor.reply("324", room.name, *room.modes_written)
    elif line.parameter(1).strip("+") == "b":
        visitor.reply("368", room.name, "End of channel ban list")
    elif room.members.get(visitor) != "@":
        visitor.reply("482", room.name, "You're not channel operator")
    else:
        _change(state, room, line.parameters[1], list(line.parameters[2:]))
        state.tell(room, state.by(visitor, "MODE", room.name, *line.parameters[1:]))


def _take_own_mode(visitor: Visitor, line: TaggedLine) -> None:
    if line.parameter(1):
        visitor.modes |= set(line.parameter(1).strip("+"))
        visitor.send(TaggedLine("MODE", (visitor.nick, line.parameter(1)), visitor.prefix))
    else:
        visitor.reply("221", "+" + "".join(sorted(visitor.modes)))


def _change(state: NetworkState, room: Room, letters: str, parameters: list[str]) -> None:
    is_set = True
    for letter in letters:
        if letter in "+-":
            is_set = letter == "+"
        elif letter in RANKS:
            member = state.visitor(parameters.pop(0))
            if member in room.members:
                room.members[member] = RANKS[letter] if is_set else ""
        elif letter == "k" or (letter == "l" and is_set):
            parameter = parameters.pop(0) if parameters else ""
            _set(room, letter, parameter, is_set)
        else:
            _set(room, letter, "", is_set)


def _set(room: Room, letter: str, parameter: str, is_set: bool) -> None:
    if is_set:
        room.modes[letter] = parameter
    else:
        room.modes.pop(letter, None)


def take_topic(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    room = state.room(line.parameter(0))
    if room is None or visitor not in room.members:
        visitor.reply("442", line.parameter(0), "You're not on that channel")
    elif len(line.parameters) == 1:
        visitor.reply("332", room.name, room.topic)
    elif "t" in room.modes and room.members[visitor] != "@":
        visitor.reply("482", room.name, "You're not channel operator")
    else:
        room.topic = line.parameters[1]
        state.tell(room, state.by(visitor, "TOPIC", room.name, room.topic))


def take_kick(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    room, kicked = state.room(line.parameter(0)), state.visitor(line.parameter(1))
    if room is None or kicked not in room.members:
        visitor.reply("441", *line.parameters[:2], "They aren't on that channel")
    elif room.members.get(visitor) != "@":
        visitor.reply("482", room.name, "You're not channel operator")
    else:
        state.tell(room, state.by(visitor, "KICK", room.name, kicked.nick, line.parameter(2)))
        state.leave(room, kicked)


def take_invite(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    guest, room = state.visitor(line.parameter(0)), state.room(line.parameter(1))
    if guest is None or room is None:
        visitor.reply("401", line.parameter(0), "No such nick")
        return
    room.invited.add(guest.nick.lower())
    guest.send(state.by(visitor, "INVITE", guest.nick, room.name))
    visitor.reply("341", guest.nick, room.name)
