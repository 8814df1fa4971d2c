"""Who somebody is: WHO with and without fields (WHOX), WHOIS."""

from __future__ import annotations

from .network_state import NetworkState
from .tagged_line import TaggedLine
from .visitor import HOST_SHOWN, SERVER, Visitor

FIELDS = "tcuihsnfdlaor"
"""In the order in which 354 has them, whatever the order they were asked in."""


def take_who(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    mask, asked = line.parameter(0), line.parameter(1)
    room = state.room(mask)
    found = list(room.members) if room is not None else [state.visitor(mask)]
    for person in found:
        if person is not None:
            _tell(visitor, person, room.name if room else "*", asked)
    visitor.reply("315", mask, "End of /WHO list.")


def _tell(visitor: Visitor, person: Visitor, place: str, asked: str) -> None:
    names, _, token = asked.partition("%")[2].partition(",")
    values = {
        "t": token,
        "c": place,
        "u": person.user,
        "i": "127.0.0.1",
        "h": HOST_SHOWN,
        "s": SERVER,
        "n": person.nick,
        "f": "H",
        "d": "0",
        "l": "0",
        "a": person.account or "0",
        "o": "n/a",
        "r": "realname",
    }
    if names:
        visitor.reply("354", *(values[name] for name in FIELDS if name in names))
    else:
        shown = (place, person.user, HOST_SHOWN, SERVER, person.nick, "H", "0 realname")
        visitor.reply("352", *shown)


def take_whois(state: NetworkState, visitor: Visitor, line: TaggedLine) -> None:
    nick = line.last
    person = state.visitor(nick)
    if person is None:
        visitor.reply("401", nick, "No such nick")
    else:
        visitor.reply("311", person.nick, person.user, HOST_SHOWN, "*", "realname")
        if person.account is not None:
            visitor.reply("330", person.nick, person.account, "is logged in as")
    visitor.reply("318", nick, "End of /WHOIS list.")
