"""/sync and /messages: what has happened since, and what happened before."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .room import Event, Room
from .state import TIMELINE_LIMIT, HomeserverState, Refusal

POLL_SECONDS_MAX = 60.0

Query = Mapping[str, str]


@dataclass(frozen=True)
class Wish:
    """What a filter asks for of a room's timeline."""

    limit: int
    unwanted: frozenset[str]
    """Senders."""


def sync(state: HomeserverState, user_id: str, query: Query) -> dict[str, Any]:
    """Waits for news as long as is asked for. Called under `news`."""
    since = _position(query["since"]) if "since" in query else None
    end = time.monotonic() + min(int(query.get("timeout", "0")) / 1000, POLL_SECONDS_MAX)
    wish = _wish(state, query.get("filter"))
    while True:
        if state.syncs:
            return _scripted(state)
        answer = _changes(state, user_id, since, wish)
        left = end - time.monotonic()
        if since is None or len(answer) > 1 or left <= 0:
            return answer
        state.news.wait(left)


def messages(state: HomeserverState, room: Room, query: Query) -> dict[str, Any]:
    """Backwards from a position, which is all that a client has who fills a gap; or forwards."""
    limit = min(int(query.get("limit", str(TIMELINE_LIMIT))), state.terms.page_max)
    is_backwards = query.get("dir") == "b"
    if is_backwards:
        begin = _position(query["from"]) if "from" in query else state.position
        found = room.up_to(begin)[::-1]
    else:
        begin = _position(query["from"]) if "from" in query else 0
        found = room.after(begin)
    if "to" in query:
        stop = _position(query["to"])
        found = [row for row in found if (row[0] > stop if is_backwards else row[0] <= stop)]
    page = found[:limit]
    answer: dict[str, Any] = {"start": f"s{begin}", "chunk": [event for _, event in page]}
    if len(page) < len(found):
        last = page[-1][0] if page else begin
        answer["end"] = f"s{last - 1 if is_backwards else last}"
    return answer


def _scripted(state: HomeserverState) -> dict[str, Any]:
    """After it the stream goes on from where it is by now, unless it says otherwise."""
    return {"next_batch": f"s{state.position}"} | state.syncs.pop(0)


def _changes(
    state: HomeserverState, user_id: str, since: int | None, wish: Wish
) -> dict[str, Any]:
    begin = since or 0
    rooms: dict[str, dict[str, Any]] = {"join": {}, "invite": {}, "leave": {}}
    for room_id, room in state.rooms.items():
        membership, moment = room.membership(user_id), room.membership_since(user_id)
        if membership == "join":
            changed = _joined(room, begin if moment <= begin else 0, wish)
            if changed or moment > begin:
                rooms["join"][room_id] = changed
        elif membership == "invite" and moment > begin:
            rooms["invite"][room_id] = {"invite_state": {"events": _stripped(room, user_id)}}
        elif moment > begin and since is not None:
            timeline = [event for _, event in room.after(begin)][-wish.limit :]
            rooms["leave"][room_id] = {"timeline": {"events": timeline, "limited": False}}
    told = {kind: found for kind, found in rooms.items() if found}
    data = [
        {"type": type, "content": content}
        for (owner, type), (moment, content) in state.account_data.items()
        if owner == user_id and moment > begin
    ]
    answer: dict[str, Any] = {"next_batch": f"s{state.position}"}
    if told:
        answer["rooms"] = told
    if data:
        answer["account_data"] = {"events": data}
    return answer


def _joined(room: Room, begin: int, wish: Wish) -> dict[str, Any]:
    """State that the filter keeps out of the timeline is nowhere."""
    new = [row for row in room.after(begin) if row[1]["sender"] not in wish.unwanted]
    if not new:
        return {}
    shown = new[-wish.limit :]
    start = shown[0][0] if shown else new[-1][0] + 1
    before = [
        room.state[key] for key, moment in room.changes.items() if begin < moment < start
    ]
    return {
        "timeline": {
            "events": [event for _, event in shown],
            "limited": len(shown) < len(new),
            "prev_batch": f"s{start - 1}",
        },
        "state": {"events": before},
    }


def _stripped(room: Room, user_id: str) -> list[Event]:
    wanted = [("m.room.join_rules", ""), ("m.room.name", ""), ("m.room.member", user_id)]
    return [
        {name: room.state[key][name] for name in ("type", "state_key", "content", "sender")}
        for key in wanted
        if key in room.state
    ]


def _wish(state: HomeserverState, asked: str | None) -> Wish:
    whole: Any = {}
    if asked is not None:
        whole = json.loads(asked) if asked.startswith("{") else state.filters.get(asked, {})
    timeline = whole.get("room", {}).get("timeline", {})
    limit = min(int(timeline.get("limit", TIMELINE_LIMIT)), state.terms.timeline_limit_max)
    return Wish(limit, frozenset(timeline.get("not_senders", [])))


def _position(token: str) -> int:
    if not token.startswith("s") or not token[1:].isdecimal():
        raise Refusal(400, "M_INVALID_PARAM")
    return int(token[1:])
