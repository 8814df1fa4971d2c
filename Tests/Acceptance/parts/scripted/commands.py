"""Which command does what on the scripted server."""

from __future__ import annotations

from collections.abc import Callable

from . import chathistory, look_ups, multiline, registration, rooms, sasl, speech
from .network_state import NetworkState
from .tagged_line import TaggedLine
from .visitor import SERVER, Visitor

Command = Callable[[NetworkState, Visitor, TaggedLine], None]

BEFORE_WELCOME: dict[str, Command] = {
    "AUTHENTICATE": sasl.take_authenticate,
    "CAP": registration.take_cap,
    "NICK": registration.take_nick,
    "PASS": lambda state, visitor, line: None,
    "PING": lambda state, visitor, line: visitor.say("PONG", SERVER, line.last),
    "PONG": lambda state, visitor, line: None,
    "QUIT": lambda state, visitor, line: visitor.close("Closing link"),
    "USER": registration.take_user,
}
AFTER_WELCOME: dict[str, Command] = {
    "CHATHISTORY": chathistory.take_chathistory,
    "INVITE": rooms.take_invite,
    "JOIN": rooms.take_join,
    "KICK": rooms.take_kick,
    "MODE": rooms.take_mode,
    "NAMES": rooms.take_names,
    "NOTICE": speech.take_message,
    "PART": rooms.take_part,
    "PRIVMSG": speech.take_message,
    "TAGMSG": speech.take_message,
    "TOPIC": rooms.take_topic,
    "WHO": look_ups.take_who,
    "WHOIS": look_ups.take_whois,
}


def carry_out(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    """One line of a client, answered under its label where it has one."""
    if multiline.is_part(visitor, line):
        return
    if line.command == "BATCH":
        label = multiline.take_batch(state, visitor, line)
    else:
        label = line.tags.get("label")
        if label is not None and "labeled-response" in visitor.enabled:
            visitor.begin_answer()
        _carry_out(state, visitor, line)
    if label is not None and "labeled-response" in visitor.enabled:
        visitor.end_answer(label, state.new_batch())


def _carry_out(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    command = BEFORE_WELCOME.get(line.command) or AFTER_WELCOME.get(line.command)
    if command is None:
        visitor.reply("421", line.command, "Unknown command")
    elif line.command in AFTER_WELCOME and not visitor.is_registered:
        visitor.reply("451", "You have not registered")
    else:
        command(state, visitor, line)
