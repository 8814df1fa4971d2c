"""What everybody is told stands in the rooms on Matrix as well, whoever did it and wherever."""

from __future__ import annotations

from collections.abc import Iterator

from load.answers import is_answer_lost
from parts.bot_config import APPROVALS, CARE

from ..evidence import Evidence
from ..posts import PostsOfCases
from ..tidings import REST, event_keys, line_keys

ROOMS = (CARE, APPROVALS)
EVERYWHERE = ("draft.approved", "draft.held", "reply.sent", "reply.failed", "reply.unknown")


def judge_told(evidence: Evidence) -> Iterator[str]:
    posts = PostsOfCases(evidence)
    for room in evidence.rooms:
        if room.name not in ROOMS:
            continue
        lines = list(room.lines())
        told = {key for line in lines for key in line_keys(line)}
        doubts = " ".join(line.text for line in lines if is_answer_lost(line.text))
        for event in evidence.events:
            if event["type"] not in EVERYWHERE:
                continue
            for key in event_keys(event, posts):
                if key[0] == REST and room.name != APPROVALS:
                    continue
                if key not in told and f"#{event['case']}" not in doubts:
                    yield f"{room.name} on Matrix was not told of {key[0]} {key[2]} of #{key[1]}"
