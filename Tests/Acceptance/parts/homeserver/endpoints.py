"""Which request does what on the scripted homeserver (client-server API, v3)."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from . import stream
from .room import Room
from .state import Device, HomeserverState, Refusal

Body = dict[str, Any]


@dataclass(frozen=True)
class Call:
    """A request that was routed; `names` are the parts of its path."""

    state: HomeserverState
    names: tuple[str, ...]
    query: Mapping[str, str]
    body: Body
    token: str | None

    @property
    def device(self) -> Device:
        return self.state.device(self.token)

    @property
    def user(self) -> str:
        return self.device.user_id

    @property
    def room(self) -> Room:
        """That of the path, which the user has joined."""
        room = self.state.room(self.names[0])
        if room.membership(self.user) != "join":
            raise Refusal(403, "M_FORBIDDEN")
        return room


Endpoint = Callable[[Call], Body]


def log_in(call: Call) -> Body:
    state, body = call.state, call.body
    localpart = str(body.get("identifier", {}).get("user", "")).removeprefix("@")
    user_id = f"@{localpart.partition(':')[0]}:{state.name}"
    if body.get("type") != "m.login.password":
        raise Refusal(400, "M_UNKNOWN")
    if state.passwords.get(user_id) != body.get("password"):
        raise Refusal(403, "M_FORBIDDEN")
    return state.log_in(user_id, body.get("device_id"), body.get("refresh_token") is True)


def refresh(call: Call) -> Body:
    """The access token and the refresh token that were used are worth nothing any more."""
    state, wanted = call.state, call.body.get("refresh_token")
    for token, device in list(state.devices.items()):
        if wanted is not None and device.refresh_token == wanted:
            del state.devices[token]
            state.softly_gone.discard(token)
            return state.grant(device, wants_refresh=True)
    raise Refusal(401, "M_UNKNOWN_TOKEN", soft_logout=False)


def log_out(call: Call) -> Body:
    call.device
    assert call.token is not None
    del call.state.devices[call.token]
    return {}


def who_am_i(call: Call) -> Body:
    return {"user_id": call.user, "device_id": call.device.device_id, "is_guest": False}


def make_filter(call: Call) -> Body:
    call.device
    name = f"filter{call.state.number()}"
    call.state.filters[name] = call.body
    return {"filter_id": name}


def join(call: Call) -> Body:
    state = call.state
    place = state.aliases.get(call.names[0], call.names[0])
    room = state.room(place)
    rules = room.state.get(("m.room.join_rules", ""))
    is_public = rules is not None and rules["content"].get("join_rule") == "public"
    if room.membership(call.user) not in ("invite", "join") and not is_public:
        raise Refusal(403, "M_FORBIDDEN")
    if room.membership(call.user) != "join":
        state.add(place, call.user, "m.room.member", {"membership": "join"}, call.user)
    return {"room_id": place}


def leave(call: Call) -> Body:
    room = call.state.room(call.names[0])
    if room.membership(call.user) != "leave":
        content = {"membership": "leave"}
        call.state.add(room.room_id, call.user, "m.room.member", content, call.user)
    return {}


def invite(call: Call) -> Body:
    invited = str(call.body["user_id"])
    content = {"membership": "invite"}
    call.state.add(call.room.room_id, call.user, "m.room.member", content, invited)
    return {}


def create_room(call: Call) -> Body:
    state, user, wish = call.state, call.user, call.body
    room_id = f"!room{state.number()}:{state.name}"
    state.open_room(room_id, user)
    for event in wish.get("initial_state", []):
        state.add(room_id, user, event["type"], event["content"], event.get("state_key", ""))
    if "room_alias_name" in wish:
        state.aliases[f"#{wish['room_alias_name']}:{state.name}"] = room_id
    for invited in wish.get("invite", []):
        content: Body = {"membership": "invite"}
        if wish.get("is_direct"):
            content["is_direct"] = True
        state.add(room_id, user, "m.room.member", content, invited)
    return {"room_id": room_id}


def look_up(call: Call) -> Body:
    if call.names[0] not in call.state.aliases:
        raise Refusal(404, "M_NOT_FOUND")
    return {"room_id": call.state.aliases[call.names[0]], "servers": [call.state.name]}


def send(call: Call) -> Body:
    """The same transaction id of the same device is the same event."""
    room_id, type, txn_id = call.names
    return _once(
        call, "send", txn_id, lambda: call.state.add(room_id, call.user, type, call.body)
    )


def redact(call: Call) -> Body:
    """Only whoever sees the answer knows that it was carried out."""
    room_id, event_id, txn_id = call.names
    content = call.body | {"redacts": event_id}
    return _once(
        call,
        "redact",
        txn_id,
        lambda: call.state.add(
            room_id, call.user, "m.room.redaction", content, redacts=event_id
        ),
    )


def set_state(call: Call) -> Body:
    _, type, *rest = call.names
    key = rest[0] if rest else ""
    room_id = call.room.room_id
    return {"event_id": call.state.add(room_id, call.user, type, call.body, key)["event_id"]}


def get_state(call: Call) -> Body:
    _, type, *rest = call.names
    event = call.room.state.get((type, rest[0] if rest else ""))
    if event is None:
        raise Refusal(404, "M_NOT_FOUND")
    content: Body = event["content"]
    return content


def members(call: Call) -> Body:
    state = call.room.state
    return {"chunk": [event for (type, _), event in state.items() if type == "m.room.member"]}


def joined_members(call: Call) -> Body:
    room = call.room
    people = [key for type, key in room.state if type == "m.room.member"]
    return {"joined": {user: {} for user in people if room.membership(user) == "join"}}


def joined_rooms(call: Call) -> Body:
    rooms = call.state.rooms.values()
    return {"joined_rooms": [one.room_id for one in rooms if one.membership(call.user) == "join"]}


def set_account_data(call: Call) -> Body:
    call.state.account_data[call.user, call.names[1]] = (call.state.advance(), call.body)
    return {}


def get_account_data(call: Call) -> Body:
    found = call.state.account_data.get((call.user, call.names[1]))
    if found is None:
        raise Refusal(404, "M_NOT_FOUND")
    content: Body = found[1]
    return content


def get_event(call: Call) -> Body:
    event = call.room.find(call.names[1])
    if event is None:
        raise Refusal(404, "M_NOT_FOUND")
    return event


def well_known(call: Call) -> Body:
    if call.state.terms.well_known is None:
        raise Refusal(404, "M_NOT_FOUND")
    return call.state.terms.well_known


def acknowledge(call: Call) -> Body:
    """Receipts and typing, which nobody here looks at."""
    call.room  # Who is not in it is refused.
    return {}


def versions(call: Call) -> Body:
    return {"versions": list(call.state.terms.versions)}


def profile(call: Call) -> Body:
    localpart = call.names[0].removeprefix("@").partition(":")[0]
    return {"displayname": localpart}


def _once(call: Call, kind: str, txn_id: str, act: Callable[[], Body]) -> Body:
    call.room  # Who is not in it is refused before anything else.
    device = call.device
    key = (f"{device.user_id} {device.device_id}", kind, txn_id)
    if key not in call.state.sent:
        call.state.sent[key] = str(act()["event_id"])
    return {"event_id": call.state.sent[key]}


_V3 = "/_matrix/client/v3"
_ROOM = f"{_V3}/rooms/([^/]+)"
_ROUTES: tuple[tuple[str, str, str, Endpoint], ...] = (
    ("well-known", "GET", r"/\.well-known/matrix/client", well_known),
    ("versions", "GET", "/_matrix/client/versions", versions),
    ("login", "POST", f"{_V3}/login", log_in),
    ("refresh", "POST", f"{_V3}/refresh", refresh),
    ("logout", "POST", f"{_V3}/logout", log_out),
    ("whoami", "GET", f"{_V3}/account/whoami", who_am_i),
    ("profile", "GET", f"{_V3}/profile/([^/]+)", profile),
    ("filter", "POST", f"{_V3}/user/([^/]+)/filter", make_filter),
    ("account_data", "PUT", f"{_V3}/user/([^/]+)/account_data/([^/]+)", set_account_data),
    ("account_data", "GET", f"{_V3}/user/([^/]+)/account_data/([^/]+)", get_account_data),
    ("sync", "GET", f"{_V3}/sync", lambda call: stream.sync(call.state, call.user, call.query)),
    ("join", "POST", f"{_V3}/join/([^/]+)", join),
    ("join", "POST", f"{_ROOM}/join", join),
    ("leave", "POST", f"{_ROOM}/leave", leave),
    ("invite", "POST", f"{_ROOM}/invite", invite),
    ("create", "POST", f"{_V3}/createRoom", create_room),
    ("directory", "GET", f"{_V3}/directory/room/([^/]+)", look_up),
    ("send", "PUT", f"{_ROOM}/send/([^/]+)/([^/]+)", send),
    ("redact", "PUT", f"{_ROOM}/redact/([^/]+)/([^/]+)", redact),
    ("state", "PUT", f"{_ROOM}/state/([^/]+)(?:/([^/]*))?", set_state),
    ("state", "GET", f"{_ROOM}/state/([^/]+)(?:/([^/]*))?", get_state),
    ("receipt", "POST", f"{_ROOM}/receipt/([^/]+)/([^/]+)", acknowledge),
    ("typing", "PUT", f"{_ROOM}/typing/([^/]+)", acknowledge),
    ("members", "GET", f"{_ROOM}/members", members),
    ("joined_members", "GET", f"{_ROOM}/joined_members", joined_members),
    ("joined_rooms", "GET", f"{_V3}/joined_rooms", joined_rooms),
    ("event", "GET", f"{_ROOM}/event/([^/]+)", get_event),
    (
        "messages",
        "GET",
        f"{_ROOM}/messages",
        lambda call: stream.messages(call.state, call.room, call.query),
    ),
)
NAMES = frozenset(name for name, *_ in _ROUTES)


def route(method: str, path: str) -> tuple[str, Endpoint, tuple[str, ...]] | None:
    """The endpoint's name, what it does, and the parts of the path, still percent-encoded."""
    for name, verb, pattern, endpoint in _ROUTES:
        found = re.fullmatch(pattern, path) if verb == method else None
        if found is not None:
            return name, endpoint, tuple(part for part in found.groups() if part is not None)
    return None
