"""draft/multiline both ways: one text of several lines, told as a batch or line by line."""

from __future__ import annotations

from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from .network_state import NetworkState
from .speech import audience, client_only, remember
from .tagged_line import TaggedLine
from .visitor import Visitor

CAPABILITY = "draft/multiline"
CONCAT = "draft/multiline-concat"


@dataclass
class Opened:
    """A batch that its sender has not ended yet."""

    reference: str
    target: str
    opening: TaggedLine
    lines: list[TaggedLine] = field(default_factory=list)


_opened: WeakKeyDictionary[Visitor, Opened] = WeakKeyDictionary()


def take_batch(state: NetworkState, visitor: Visitor, line: TaggedLine) -> str | None:
    """Returns the label of the whole when it is complete."""
    reference = line.parameter(0)
    if reference.startswith("+") and line.parameter(1) == CAPABILITY:
        _opened[visitor] = Opened(reference[1:], line.parameter(2), line)
        return None
    opened = _opened.pop(visitor, None)
    if opened is None or reference != f"-{opened.reference}":
        visitor.say("FAIL", "BATCH", "MULTILINE_INVALID", "No such batch")
        return None
    label = opened.opening.tags.get("label")
    if label is not None and "labeled-response" in visitor.enabled:
        visitor.begin_answer()
    if _is_allowed(state, visitor, opened):
        _relay(state, visitor, opened)
    return label


def is_part(visitor: Visitor, line: TaggedLine) -> bool:
    """Whether the line belongs to the open batch, which then keeps it."""
    opened = _opened.get(visitor)
    if opened is None or line.tags.get("batch") != opened.reference:
        return False
    opened.lines.append(line)
    return True


def _is_allowed(state: NetworkState, visitor: Visitor, opened: Opened) -> bool:
    limits = dict(limit.split("=") for limit in state.terms.capabilities[CAPABILITY].split(","))
    byte_count = sum(len(line.last.encode()) for line in opened.lines)
    if byte_count > int(limits["max-bytes"]):
        most = limits["max-bytes"]
        visitor.say("FAIL", "BATCH", "MULTILINE_MAX_BYTES", most, "Too many bytes")
        return False
    if len(opened.lines) > int(limits.get("max-lines", "1000000")):
        most = limits["max-lines"]
        visitor.say("FAIL", "BATCH", "MULTILINE_MAX_LINES", most, "Too many lines")
        return False
    if any(line.parameter(0) != opened.target for line in opened.lines):
        visitor.say("FAIL", "BATCH", "MULTILINE_INVALID_TARGET", opened.target, "?", "Which?")
        return False
    if not any(line.last for line in opened.lines):
        visitor.say("FAIL", "BATCH", "MULTILINE_INVALID", "It says nothing")
        return False
    return True


def _relay(state: NetworkState, visitor: Visitor, opened: Opened) -> None:
    hearers = audience(state, visitor, opened.target)
    if hearers is None:
        return
    whole = {"msgid": state.new_id(), **client_only(opened.opening)}
    told = [
        state.by(visitor, line.command, opened.target, line.last).tagged(
            **({CONCAT: ""} if CONCAT in line.tags else {})
        )
        for line in opened.lines
    ]
    first = told[0].tagged(**whole)
    for hearer in hearers:
        tell(state, hearer, visitor.prefix, [first, *told[1:]])
    remember(state, visitor, opened.target, [first, *told[1:]])


def tell(
    state: NetworkState,
    hearer: Visitor,
    source: str,
    lines: list[TaggedLine],
    outer: str | None = None,
) -> None:
    """As a batch to who understands it; `outer` is the batch that this one is part of.

    The first line has the id of the whole.
    """
    around = {"batch": outer} if outer else {}
    if CAPABILITY not in hearer.enabled:
        for line in lines:
            hearer.send(_without(line, CONCAT).tagged(**around))
        return
    reference = state.new_batch()
    target = lines[0].parameters[0]
    opening = TaggedLine("BATCH", (f"+{reference}", CAPABILITY, target), source, lines[0].tags)
    hearer.send(_without(opening, CONCAT).tagged(**around))
    hearer.send(_without(lines[0], "msgid").tagged(batch=reference))
    for line in lines[1:]:
        hearer.send(line.tagged(batch=reference))
    hearer.send(TaggedLine("BATCH", (f"-{reference}",), source))


def _without(line: TaggedLine, tag: str) -> TaggedLine:
    tags = {name: value for name, value in line.tags.items() if name != tag}
    return TaggedLine(line.command, line.parameters, line.source, tags)
