"""What a person has to be able to do at whichever client: speak, and watch a bot answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class Asking(Protocol):
    nick: str

    def fileno(self) -> int: ...

    def say(self, place: str, text: str) -> None: ...

    def say_all(self, place: str, texts: Sequence[str]) -> None:
        """In one piece."""

    def heard_now(self, nick: str) -> list[bytes]:
        """What a bot said in rooms, as far as it has come."""


class Watching(Protocol):
    def fileno(self) -> int: ...

    def heard(self, nick: str, within: float) -> list[bytes]:
        """What a bot said, after waiting for anything; nothing if the time is up."""

    def heard_now(self, nick: str) -> list[bytes]: ...
