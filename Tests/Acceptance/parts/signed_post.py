"""A source that signs what it posts (Standard Webhooks), and may get every part of it wrong."""

from __future__ import annotations

import json
import time
from collections.abc import Mapping, Sequence
from typing import Any

from . import standard_webhooks
from .raw_http import Answer, ask, post

SIGNED_SOURCE = "{ name: crm, trusted: true, webhook: { secret: { env: CRM_SECRET } } }"
"""Its entry in the configuration; the secret is that of the relay."""


def signed_headers(
    secret: str, body: bytes, identifier: str = "msg_1", timestamp: int | None = None
) -> dict[str, str]:
    """What a sender adds; now, unless another time is given."""
    at = int(time.time()) if timestamp is None else timestamp
    return {
        "webhook-id": identifier,
        "webhook-timestamp": str(at),
        "webhook-signature": standard_webhooks.sign(secret, identifier, at, body),
    }


def post_signed(
    port: int, mention: dict[str, Any] | Sequence[dict[str, Any]], headers: Mapping[str, str]
) -> Answer:
    """Posts as the source does, without a token."""
    body = json.dumps(mention).encode()
    return ask(port, post(body, headers={"Authorization": None, **headers}))
