"""One IRC line, read as far as a scripted person needs it."""

from __future__ import annotations

import re
from dataclasses import dataclass

# bold, colour (with its numbers), hex colour, reset, monospace, reverse, italic, strike, underline
FORMATTING = re.compile(
    r"[\x02\x0f\x11\x16\x1d\x1e\x1f]|\x03(?:\d{1,2}(?:,\d{1,2})?)?|\x04(?:[0-9a-fA-F]{6})?"
)


@dataclass(frozen=True)
class IRCLine:
    """Tags are left out; `prefix` is who sent it (`nick!user@host` or a server), or empty."""

    prefix: str
    command: str
    parameters: tuple[str, ...]

    @classmethod
    def parse(cls, raw: bytes) -> IRCLine:
        text = raw.decode("utf-8", "replace").rstrip("\r\n")
        if text.startswith("@"):
            text = text.partition(" ")[2]
        prefix = ""
        if text.startswith(":"):
            prefix, _, text = text[1:].partition(" ")
        middle, colon, trailing = text.partition(" :")
        words = middle.split()
        if colon:
            words.append(trailing)
        return cls(prefix, words[0].upper() if words else "", tuple(words[1:]))

    @property
    def source(self) -> str:
        """The nick, or the server's name."""
        return self.prefix.partition("!")[0]

    @property
    def last(self) -> str:
        return self.parameters[-1] if self.parameters else ""


def without_formatting(text: str) -> str:
    """The text as a person sees it: colours and weights are gone."""
    return FORMATTING.sub("", text)
