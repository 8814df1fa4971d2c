"""What one scripted server offers and how it behaves, as far as it can be said beforehand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .scram import Honesty

ORDINARY = {
    name: ""
    for name in (
        "account-notify account-tag batch cap-notify chghost echo-message extended-join "
        "invite-notify labeled-response message-tags multi-prefix server-time setname "
        "standard-replies"
    ).split()
}
HISTORY = {"draft/chathistory": ""}
MULTILINE = {"draft/multiline": "max-bytes=8192,max-lines=40"}

SUPPORT = {
    "CASEMAPPING": "rfc1459",
    "CHANMODES": "b,k,l,imnpst",
    "CHANTYPES": "#",
    "NETWORK": "Scripted",
    "NICKLEN": "30",
    "PREFIX": "(ov)@+",
    "MODES": "4",
    "WHOX": "",
    "BOT": "B",
}
HISTORY_SUPPORT = {"CHATHISTORY": "50", "MSGREFTYPES": "timestamp,msgid"}


@dataclass
class Terms:
    """May be changed while the server runs: it holds for what comes next."""

    capabilities: Mapping[str, str] = field(default_factory=lambda: dict(ORDINARY))
    support: Mapping[str, str] = field(default_factory=lambda: dict(SUPPORT))
    mechanisms: tuple[str, ...] = ("PLAIN", "EXTERNAL", "SCRAM-SHA-256")
    honesty: Honesty = Honesty.HONEST
    is_byte_by_byte: bool = False
    """Everything is delivered in pieces of one byte."""

    @classmethod
    def with_history(cls) -> Terms:
        return cls({**ORDINARY, **HISTORY}, {**SUPPORT, **HISTORY_SUPPORT})

    @classmethod
    def with_multiline(cls) -> Terms:
        return cls({**ORDINARY, **MULTILINE})

    @classmethod
    def with_everything(cls) -> Terms:
        return cls({**ORDINARY, **HISTORY, **MULTILINE}, {**SUPPORT, **HISTORY_SUPPORT})
