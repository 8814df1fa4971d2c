"""What one cycle came to."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field

SIGN = "\x1ereport "


@dataclass
class Report:
    """Goes from the process that ran the cycle to the one that sums up, as a line."""

    number: int
    kind: str
    moment: str
    seconds: float = 0.0
    mentions: int = 0
    commands: int = 0
    replies: int = 0
    turned_away: int = 0
    """Times that somebody heard "not recorded" or 503."""
    descriptors: int = 0
    anonymous: float = 0.0
    """MiB."""
    findings: list[str] = field(default_factory=list)
    kept: str | None = None
    """Where everything of a failed cycle lies."""
    note: str = ""
    happened: dict[str, int] = field(default_factory=dict)
    """How often each type of event."""
    threads: dict[str, int] = field(default_factory=dict)
    """What became of those that began, and of their posts."""
    pages: dict[str, int] = field(default_factory=dict)
    """Those by mail, and what became of them."""
    ways: dict[str, int] = field(default_factory=dict)
    """How people spoke on Matrix."""

    def written(self) -> str:
        return SIGN + json.dumps(asdict(self))

    @classmethod
    def read(cls, line: str) -> Report | None:
        return cls(**json.loads(line.removeprefix(SIGN))) if line.startswith(SIGN) else None

    def summary(self, again: str) -> str:
        """- Parameter again: with its number behind it, how to repeat it."""
        head = (
            f"cycle {self.number}: {self.kind}, {self.moment}, {self.seconds:.1f} s,"
            f" {self.mentions} mentions, {self.commands} commands, {self.replies} replies,"
            f" {self.descriptors} descriptors, {self.anonymous:.1f} MiB"
        )
        if self.note:
            head += f", {self.note}"
        if not self.findings:
            return head
        found = "\n".join(f"  FINDING {finding}" for finding in self.findings)
        return f"{head}\n{found}\n  again: {again} {self.number}; kept: {self.kept}"
