"""Certificates of every kind, made once for a process."""

from __future__ import annotations

import functools

from .certificates import DAYS_EXPIRED, Authority, Certificate
from .process import temporary_directory


@functools.cache
def wallet() -> dict[str, Certificate]:
    """Certificates of each kind, and the authority of those that have one."""
    directory = temporary_directory("wallet")
    ours = Authority.create(directory, "ours")
    selfmade = Authority.create(directory, "self-signed")
    return {
        "authority": Certificate(ours.certificate, ours.key),
        "good": ours.issue(directory, "good"),
        "client": ours.issue(directory, "client"),
        "expired": ours.issue(directory, "expired", days=DAYS_EXPIRED),
        "for another name": ours.issue(directory, "other", names="DNS:irc.example.org"),
        "self-signed": Certificate(selfmade.certificate, selfmade.key),
    }
