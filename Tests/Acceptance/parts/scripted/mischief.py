"""What a hostile server might say: bytes for a client that has done nothing to deserve them.

Each is a megabyte or two of what must not crash, stall or fatten anybody, and ten times as much
with `--long`.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

Bytes = Iterator[bytes]
MEGABYTE = 1 << 20
TIMES = 10 if os.environ.get("CASEBELL_LONG") == "1" else 1
TAGS_MAX = 8191
"""Bytes of tags a server may send, `@` and blank included (message-tags)."""


def odd_line_ends(nick: str, room: str) -> Bytes:
    yield b"\n\n\r\n\r\r\n\0\0\n \r\n:\r\n@\r\n@ \r\n@a\r\n: \r\n:x\r\n"
    yield f":a!a@h PRIVMSG {room} :one\n:a!a@h PRIVMSG {room} :two\r\r\n".encode()
    yield f":a!a@h PRIVMSG {room} :x\r:dana!d@h PRIVMSG {room} :!claim 1\r\n".encode()
    yield f":a!a@h PRIVMSG {room} :x\0:dana!d@h PRIVMSG {room} :!claim 1\r\n".encode()
    yield b"PRIVMSG\r\n:a PRIVMSG\r\n:a!b@c JOIN\r\n:a!b@c KICK\r\n:a!b@c NICK\r\nCAP\r\nCAP * \r\n"
    yield b"001\r\n005\r\n324\r\n353\r\n354\r\n366\r\n433\r\n900\r\nBATCH\r\nFAIL\r\nMODE\r\nERROR"
    yield b" \r\nACCOUNT\r\nCHGHOST\r\nAUTHENTICATE\r\nINVITE\r\nPONG\r\nTOPIC\r\nWARN\r\nNOTE\r\n"


def noise(nick: str, room: str) -> Bytes:
    """Not text in any encoding."""
    every = bytes(byte for byte in range(256) if byte not in (10, 13))
    for command in (b"PRIVMSG", b"NOTICE", b"JOIN", b"NICK", b"005", b"353"):
        yield b"@" + every + b" :" + every + b" " + command + b" " + every + b" :" + every + b"\r\n"


def largest_tags(nick: str, room: str) -> Bytes:
    """As large as allowed, and a little larger."""
    for length in (TAGS_MAX, TAGS_MAX + 1, 2 * TAGS_MAX, 8 * TAGS_MAX):
        tags = b"@" + b"x=" + b"y" * (length - 4) + b" "
        yield tags + f":a!a@h PRIVMSG {room} :tagged\r\n".encode()
        many = b"@" + b";".join(b"t%d=v" % n for n in range(length // 8)) + b" "
        yield many + f":a!a@h PRIVMSG {room} :tagged\r\n".encode()


def a_line_without_end(nick: str, room: str) -> Bytes:
    for _ in range(16 * TIMES):
        yield b"x" * MEGABYTE


def endless_names(nick: str, room: str) -> Bytes:
    for line in range(2_000 * TIMES):
        names = " ".join(f"nick{line}x{n}" for n in range(30))
        yield f":s 353 {nick} = {room} :{names}\r\n".encode()


def a_crowd(nick: str, room: str) -> Bytes:
    for number in range(10_000 * TIMES):
        yield f"@account=acc{number} :n{number}!u@h JOIN {room} acc{number} :r\r\n".encode()


def endless_batches(nick: str, room: str) -> Bytes:
    for number in range(8_000 * TIMES):
        yield f"BATCH +r{number} chathistory {room}\r\n".encode()
        yield f"@batch=r{number} :a!a@h PRIVMSG {room} :old\r\n".encode()


def a_batch_without_end(nick: str, room: str) -> Bytes:
    yield f":a!a@h BATCH +m draft/multiline {room}\r\n".encode()
    for number in range(5_000 * TIMES):
        yield f"@batch=m :a!a@h PRIVMSG {room} :line {number} {'x' * 300}\r\n".encode()


def batches_in_each_other(nick: str, room: str) -> Bytes:
    yield b"BATCH +a0 netsplit one two\r\n"
    for number in range(1, 2_000 * TIMES):
        yield f"@batch=a{number - 1} BATCH +a{number} netsplit one two\r\n".encode()
    yield b"@batch=a0 BATCH +a0 netsplit\r\nBATCH -a0\r\nBATCH -a0\r\nBATCH -\r\n"


def pings(nick: str, room: str) -> Bytes:
    for number in range(20_000 * TIMES):
        yield b"PING :%d\r\n" % number


def endless_capabilities(nick: str, room: str) -> Bytes:
    for number in range(4_000 * TIMES):
        yield f"CAP {nick} NEW :example.org/cap-{number}={'v' * 300}\r\n".encode()
        yield f"CAP {nick} LS * :example.org/more-{number}={'v' * 300}\r\n".encode()


def endless_support(nick: str, room: str) -> Bytes:
    for number in range(4_000 * TIMES):
        yield f":s 005 {nick} KEY{number}={'v' * 300} :are supported\r\n".encode()
    yield f":s 005 {nick} LINELEN=-1 NICKLEN=99999999999999999999 MODES=0 TARGMAX=:::, ".encode()
    yield b"PREFIX=(( CHANMODES=, CASEMAPPING= STATUSMSG= CHANTYPES= :are supported\r\n"


def foreign_labels(nick: str, room: str) -> Bytes:
    for number in range(4_000 * TIMES):
        yield f"@label=l{number} :{nick}!u@h PRIVMSG {room} :never said\r\n".encode()
        yield f"@label=k{number} :s FAIL PRIVMSG RATE_LIMITED {room} :slower\r\n".encode()
        yield f"@label=j{number} ACK\r\n".encode()


def foreign_modes(nick: str, room: str) -> Bytes:
    for _ in range(4_000 * TIMES):
        yield f":s MODE {room} {'+o-k+l' * 20} {'x ' * 20}\r\n".encode()


def foreign_rooms(nick: str, room: str) -> Bytes:
    """The server puts the bot into rooms nobody asked for."""
    for number in range(4_000 * TIMES):
        yield f":{nick}!u@h JOIN #pushed{number}\r\n".encode()


def strangers_talking(nick: str, room: str) -> Bytes:
    """Every one of them would have to be looked up."""
    for number in range(2_000 * TIMES):
        yield f":n{number}!u@h PRIVMSG {room} :!claim 1\r\n".encode()
        yield f":n{number}!u@h PRIVMSG {nick} :claim 1\r\n".encode()


ALL: tuple[Callable[[str, str], Bytes], ...] = (
    odd_line_ends,
    noise,
    largest_tags,
    a_line_without_end,
    endless_names,
    a_crowd,
    endless_batches,
    a_batch_without_end,
    batches_in_each_other,
    pings,
    endless_capabilities,
    endless_support,
    foreign_labels,
    foreign_modes,
    foreign_rooms,
    strangers_talking,
)
