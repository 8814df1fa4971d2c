"""What people do to rooms: make them, let others in, change who may what, move on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .matrix_actor import MatrixActor, full_alias, full_user
from .matrix_api import client_path

ENCRYPTION = "m.megolm.v1.aes-sha2"

Content = dict[str, Any]


class RoomMaker(MatrixActor):
    def make_room(
        self,
        place: str | None = None,
        *,
        invite: Sequence[str] = (),
        join_rule: str = "invite",
        history: str = "shared",
        guests: str = "forbidden",
        is_encrypted: bool = False,
        power: Mapping[str, int] | None = None,
        version: str | None = None,
        preset: str = "private_chat",
        is_direct: bool = False,
        topic: str | None = None,
    ) -> str:
        """With that alias; closed unless said otherwise. Returns its id.

        `history` is who may read what was said: `world_readable`, `shared`, `invited`, `joined`.
        """
        rules = {
            "m.room.join_rules": {"join_rule": join_rule},
            "m.room.history_visibility": {"history_visibility": history},
            "m.room.guest_access": {"guest_access": guests},
        }
        if is_encrypted:
            rules["m.room.encryption"] = {"algorithm": ENCRYPTION}
        wish: Content = {
            "preset": preset,
            "is_direct": is_direct,
            "invite": [full_user(name) for name in invite],
            "initial_state": [
                {"type": type, "state_key": "", "content": content}
                for type, content in rules.items()
            ],
        }
        if place is not None:
            wish |= {"name": place.removeprefix("#"), "room_alias_name": place.removeprefix("#")}
        if version is not None:
            wish["room_version"] = version
        if topic is not None:
            wish["topic"] = topic
        if power is not None:
            levels = {full_user(name): level for name, level in power.items()}
            wish["power_level_content_override"] = {"users": self._creator_power(version) | levels}
        room_id = str(self.call("POST", client_path("createRoom"), wish)["room_id"])
        if place is not None:
            self.name_room(place, room_id)
        return room_id

    def invite(self, place: str, person: str) -> None:
        self._act(place, "invite", person)

    def kick(self, place: str, person: str, reason: str = "") -> None:
        self._act(place, "kick", person, reason)

    def ban(self, place: str, person: str, reason: str = "") -> None:
        self._act(place, "ban", person, reason)

    def unban(self, place: str, person: str) -> None:
        self._act(place, "unban", person)

    def leave(self, place: str) -> None:
        self.call("POST", client_path("rooms", self.room_id(place), "leave"), {})

    def state(self, place: str, type: str, key: str = "") -> Content:
        """As the server has it now."""
        return self.call("GET", client_path("rooms", self.room_id(place), "state", type, key))

    def set_state(self, place: str, type: str, content: Content, key: str = "") -> str:
        """Any state event; its id."""
        path = client_path("rooms", self.room_id(place), "state", type, key)
        return str(self.call("PUT", path, content)["event_id"])

    def set_join_rule(self, place: str, rule: str) -> None:
        self.set_state(place, "m.room.join_rules", {"join_rule": rule})

    def set_history(self, place: str, visibility: str) -> None:
        self.set_state(
            place, "m.room.history_visibility", {"history_visibility": visibility}
        )

    def set_guests(self, place: str, access: str) -> None:
        """`can_join` or `forbidden`."""
        self.set_state(place, "m.room.guest_access", {"guest_access": access})

    def encrypt(self, place: str) -> None:
        """There is no way back."""
        self.set_state(place, "m.room.encryption", {"algorithm": ENCRYPTION})

    def set_power(self, place: str, person: str, level: int) -> None:
        levels = self.state(place, "m.room.power_levels")
        levels.setdefault("users", {})[full_user(person)] = level
        self.set_state(place, "m.room.power_levels", levels)

    def set_power_to_speak(self, place: str, level: int) -> None:
        """Whoever has less is refused."""
        levels = self.state(place, "m.room.power_levels")
        self.set_state(place, "m.room.power_levels", levels | {"events_default": level})

    def add_alias(self, place: str, alias: str) -> None:
        room_id = self.room_id(place)
        path = client_path("directory", "room", full_alias(alias))
        self.call("PUT", path, {"room_id": room_id})
        self.name_room(alias, room_id)

    def remove_alias(self, alias: str) -> None:
        self.call("DELETE", client_path("directory", "room", full_alias(alias)))

    def upgrade(self, place: str, version: str) -> str:
        """The room ends with a tombstone; its aliases lead to the new one, whose id it returns."""
        path = client_path("rooms", self.room_id(place), "upgrade")
        room_id = str(self.call("POST", path, {"new_version": version})["replacement_room"])
        self.name_room(place, room_id)
        return room_id

    def _act(self, place: str, act: str, person: str, reason: str = "") -> None:
        body = {"user_id": full_user(person), **({"reason": reason} if reason else {})}
        self.call("POST", client_path("rooms", self.room_id(place), act), body)

    def _creator_power(self, version: str | None) -> dict[str, int]:
        """From version 12 on whoever makes a room stands above all levels, and may not be named."""
        if version is not None and version.isdecimal() and int(version) < 12:
            return {self.account.user_id: 100}
        return {}
