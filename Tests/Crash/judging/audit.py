"""Invariant 9: the chain holds, what was once in it stays in it, and others were told the same."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from .evidence import Event, Ledger


def judge_growth(ledger: Ledger, again: Sequence[Event]) -> Iterator[str]:
    """- Parameter again: what the store says now is its event with the last number known."""
    if not ledger.events:
        return
    known = ledger.events[-1]
    if not again:
        yield f"event {known['seq']} was there before, and is gone"
    elif (again[0]["seq"], again[0]["hash"]) != (known["seq"], known["hash"]):
        yield f"event {known['seq']} is another one now: the past has changed"


def judge_numbers(events: Sequence[Event], last: int) -> Iterator[str]:
    for expected, event in enumerate(events, last + 1):
        if event["seq"] != expected:
            yield f"event {expected} is missing, the next one is {event['seq']}"
            return


def judge_relay(relayed: Sequence[Mapping[str, Any]], ledger: Ledger) -> Iterator[str]:
    """Other systems get every event in order, and the same as the store has."""
    previous: int | None = None
    for event in relayed:
        number = event["seq"]
        if previous is not None and number != previous + 1:
            yield f"the receiver was told event {number} after {previous}"
        previous = number
        if number > len(ledger.events):
            yield f"the receiver was told event {number}, and the store has none"
        elif ledger.events[number - 1]["hash"] != event["hash"]:
            yield f"the receiver was told another event {number} than the store has"
