"""From the first line of a client to its welcome: CAP, PASS, NICK, USER."""

from __future__ import annotations

from . import sasl
from .network_state import NetworkState
from .tagged_line import TaggedLine
from .visitor import SERVER, Visitor

LIST_BYTES_MAX = 400
TOKENS_PER_LINE = 12


def offered(state: NetworkState, visitor: Visitor) -> dict[str, str]:
    """At this client's door."""
    capabilities = dict(state.terms.capabilities)
    if state.terms.mechanisms:
        capabilities["sasl"] = ",".join(state.terms.mechanisms)
    if visitor.door.sts is not None:
        capabilities["sts"] = visitor.door.sts
    return capabilities


def take_cap(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    match line.parameter(0).upper():
        case "LS":
            visitor.is_negotiating = True
            _list(state, visitor, has_values=line.parameter(1) >= "302")
        case "LIST":
            visitor.say("CAP", visitor.nick, "LIST", " ".join(sorted(visitor.enabled)))
        case "REQ":
            visitor.is_negotiating = visitor.is_negotiating or not visitor.is_registered
            _request(state, visitor, line.last)
        case "END":
            visitor.is_negotiating = False
            welcome_if_ready(state, visitor)


def _list(state: NetworkState, visitor: Visitor, has_values: bool) -> None:
    """In several lines where it is long, as 302 allows."""
    lists: list[str] = [""]
    for name, value in offered(state, visitor).items():
        entry = f"{name}={value}" if has_values and value else name
        if len(lists[-1]) + len(entry) > LIST_BYTES_MAX:
            lists.append("")
        lists[-1] = f"{lists[-1]} {entry}".strip()
    for entries in lists[:-1]:
        visitor.say("CAP", visitor.nick, "LS", "*", entries)
    visitor.send_raw(f":{SERVER} CAP {visitor.nick} LS :{lists[-1]}\r\n".encode())


def _request(state: NetworkState, visitor: Visitor, wanted: str) -> None:
    known = offered(state, visitor)
    names = wanted.split()
    if any(name.removeprefix("-") not in known or name == "sts" for name in names):
        visitor.say("CAP", visitor.nick, "NAK", wanted)
        return
    for name in names:
        if name.startswith("-"):
            visitor.enabled.discard(name[1:])
        else:
            visitor.enabled.add(name)
    visitor.say("CAP", visitor.nick, "ACK", wanted)


def take_nick(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    nick = line.parameter(0)
    holder = state.visitor(nick)
    if holder is not None and holder is not visitor:
        visitor.reply("433", nick, "Nickname is already in use.")
        return
    rename(state, visitor, nick)
    welcome_if_ready(state, visitor)


def rename(state: NetworkState, visitor: Visitor, nick: str) -> None:
    """By the client's wish or, where a test wants it, out of the blue."""
    if visitor.is_registered:
        change = state.by(visitor, "NICK", nick)
        visitor.send(change)
        state.tell_neighbours(visitor, change)
    if state.visitors.get(visitor.nick.lower()) is visitor:
        del state.visitors[visitor.nick.lower()]
    visitor.nick = nick
    state.visitors[nick.lower()] = visitor


def take_user(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    visitor.user = line.parameter(0)
    welcome_if_ready(state, visitor)


def welcome_if_ready(state: NetworkState, visitor: Visitor) -> None:
    is_ready = visitor.nick != "*" and visitor.user and not visitor.is_negotiating
    if not is_ready or visitor.is_registered:
        return
    visitor.is_registered = True
    sasl.forget(visitor)
    visitor.reply("001", f"Welcome {visitor.prefix}")
    visitor.reply("002", f"Your host is {SERVER}")
    visitor.reply("003", "This server was created for one test")
    visitor.reply("004", SERVER, "scripted-1", "Bio", "biklmnopstv")
    tell_support(state, visitor)
    visitor.reply("422", "MOTD File is missing")


def tell_support(state: NetworkState, visitor: Visitor) -> None:
    tokens = [f"{k}={v}" if v else k for k, v in state.terms.support.items()]
    for start in range(0, len(tokens), TOKENS_PER_LINE):
        part = tokens[start : start + TOKENS_PER_LINE]
        visitor.reply("005", *part, "are supported by this server")
