"""Standard Webhooks 1.0, the receiving side: is this request genuine and fresh?"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Mapping

TOLERANCE_SECONDS = 300
SECRET_PREFIX = "whsec_"


class Unverified(ValueError):
    """The request does not prove that it comes from who knows the secret, now."""


def verify(secret: str, headers: Mapping[str, str], body: bytes, now: float) -> str:
    """Returns the `webhook-id`; `headers` has lower-case names, `now` is Unix time.

    Raises `Unverified` with the reason.
    """
    try:
        identifier = headers["webhook-id"]
        timestamp = headers["webhook-timestamp"]
        signatures = headers["webhook-signature"].split()
    except KeyError as missing:
        raise Unverified(f"no {missing.args[0]}") from None
    if not timestamp.isdecimal():
        raise Unverified(f"timestamp {timestamp!r} is no number of seconds")
    if abs(now - int(timestamp)) > TOLERANCE_SECONDS:
        raise Unverified(f"timestamp {timestamp} is {now - int(timestamp):.0f} s away from now")
    expected = sign(secret, identifier, int(timestamp), body)
    if not any(hmac.compare_digest(expected, given) for given in signatures):
        raise Unverified("no signature matches")
    return identifier


def sign(secret: str, identifier: str, timestamp: int, body: bytes) -> str:
    """The signature as it stands in the header, with its version."""
    key = base64.b64decode(secret.removeprefix(SECRET_PREFIX), validate=True)
    if not key:
        raise Unverified("the secret is empty")
    signed = f"{identifier}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    return "v1," + base64.b64encode(digest).decode()
