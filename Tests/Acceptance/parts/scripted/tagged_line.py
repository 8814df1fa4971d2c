"""A line of IRC with its tags (RFC 1459, 2.3.1; IRCv3 message-tags), read and written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

_ESCAPES = {";": "\\:", " ": "\\s", "\\": "\\\\", "\r": "\\r", "\n": "\\n"}
_UNESCAPES = {escaped[1]: plain for plain, escaped in _ESCAPES.items()}


@dataclass(frozen=True)
class TaggedLine:
    """The last parameter may hold spaces; a tag without a value reads as empty."""

    command: str
    parameters: tuple[str, ...] = ()
    source: str = ""
    tags: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def parse(cls, raw: bytes) -> TaggedLine:
        text = raw.decode("utf-8", "surrogateescape").rstrip("\r\n")
        tags: dict[str, str] = {}
        if text.startswith("@"):
            written, _, text = text[1:].partition(" ")
            tags = dict(_tag(tag) for tag in written.split(";") if tag)
        source = ""
        if text.startswith(":"):
            source, _, text = text[1:].partition(" ")
        middle, colon, trailing = text.partition(" :")
        words = middle.split()
        if colon:
            words.append(trailing)
        return cls(words[0].upper() if words else "", tuple(words[1:]), source, tags)

    @property
    def last(self) -> str:
        return self.parameters[-1] if self.parameters else ""

    def parameter(self, index: int) -> str:
        """Empty where there is none."""
        return self.parameters[index] if index < len(self.parameters) else ""

    def tagged(self, **tags: str) -> TaggedLine:
        return TaggedLine(self.command, self.parameters, self.source, {**self.tags, **tags})

    def encoded(self) -> bytes:
        parts = []
        if self.tags:
            parts.append("@" + ";".join(_written(*tag) for tag in self.tags.items()))
        if self.source:
            parts.append(f":{self.source}")
        parts += [self.command, *self.parameters[:-1]]
        if self.parameters:
            parts.append(_last(self.last))
        return " ".join(parts).encode("utf-8", "surrogateescape") + b"\r\n"

    def __str__(self) -> str:
        return self.encoded().decode(errors="replace").rstrip()


def _last(parameter: str) -> str:
    needs_colon = not parameter or " " in parameter or parameter.startswith(":")
    return f":{parameter}" if needs_colon else parameter


def _tag(written: str) -> tuple[str, str]:
    name, _, value = written.partition("=")
    plain, rest = "", iter(value)
    for character in rest:
        if character == "\\":
            following = next(rest, "")
            plain += _UNESCAPES.get(following, following)
        else:
            plain += character
    return name, plain


def _written(name: str, value: str) -> str:
    escaped = "".join(_ESCAPES.get(character, character) for character in value)
    return f"{name}={escaped}" if escaped else name
