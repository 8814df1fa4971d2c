"""A second network beside the office, for whatever goes wrong there."""

from __future__ import annotations

from collections.abc import Sequence

from .people import BOT
from .scripted.terms import Terms
from .scripted_ircd import ScriptedIRCd

ROOM = "#annex"


class Annex:
    """A scripted server, and the bot's configuration for it; the bot needs no account there."""

    def __init__(self, terms: Terms | None = None) -> None:
        self.server = ScriptedIRCd(terms)

    def network(self, *further: str) -> str:
        """The entry of `casebell.yaml`."""
        keys = [
            f"server: {self.server.bot_server}",
            "tls: false",
            f"nick: {BOT}",
            "flood: { unlimited: true }",
            "reconnect: { first: 100ms, longest: 500ms }",
            *further,
        ]
        return f"{{ name: annex, irc: {{ {', '.join(keys)} }} }}"

    @property
    def rooms(self) -> Sequence[str]:
        """What `desk.yaml` says of its room."""
        return (f'annex: {{ network: annex, room: "{ROOM}", private: true }}',)
