"""A channel of the scripted server."""

from __future__ import annotations

from dataclasses import dataclass, field

from .visitor import Visitor


@dataclass
class Room:
    """Members by their connection, with the sign of their rank (`@`, `+` or none)."""

    name: str
    modes: dict[str, str] = field(default_factory=lambda: {"n": "", "t": ""})
    """With the parameter, empty where a mode has none."""
    topic: str = ""
    members: dict[Visitor, str] = field(default_factory=dict)
    invited: set[str] = field(default_factory=set)
    bans: list[str] = field(default_factory=list)

    @property
    def modes_written(self) -> list[str]:
        """As in 324: letters, then parameters."""
        letters = "+" + "".join(sorted(self.modes))
        return [letters, *(self.modes[mode] for mode in sorted(self.modes) if self.modes[mode])]

    def refusal(self, visitor: Visitor, key: str) -> tuple[str, str] | None:
        """The numeric and words for somebody who may not come in."""
        if visitor.nick.lower() in self.invited:
            return None
        if visitor.nick.lower() in self.bans:
            return "474", "Cannot join channel (+b)"
        if "i" in self.modes:
            return "473", "Cannot join channel (+i)"
        if self.modes.get("k", key) != key:
            return "475", "Cannot join channel (+k)"
        if "l" in self.modes and len(self.members) >= int(self.modes["l"]):
            return "471", "Cannot join channel (+l)"
        if "R" in self.modes and visitor.account is None:
            return "477", "You need to identify to a registered nick"
        return None
