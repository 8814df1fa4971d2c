"""CloudEvents 1.0.2 in JSON: what is wrong with an envelope."""

from __future__ import annotations

import re
from typing import Any

CONTENT_TYPE = "application/cloudevents+json"
RFC3339 = re.compile(
    r"\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(\.\d+)?([Zz]|[+-]([01]\d|2[0-3]):[0-5]\d)"
)
ATTRIBUTE = re.compile(r"[a-z0-9]+")
MEDIA_TYPE = re.compile(r"[\w.+-]+/[\w.+-]+(\s*;.*)?")
TEXTS = ("id", "source", "type", "specversion")
OPTIONAL_TEXTS = ("time", "subject", "datacontenttype", "dataschema")
INTEGER_MAX = 2**31 - 1


def faults(event: Any) -> list[str]:
    """Every violation in words; nothing for a good event."""
    if not isinstance(event, dict):
        return ["the body is no JSON object"]
    found = [f"no {name}" for name in TEXTS if name not in event]
    found += [
        f"{name} is no non-empty string"
        for name in (*TEXTS, *OPTIONAL_TEXTS)
        if name in event and not (isinstance(event[name], str) and event[name])
    ]
    if found:
        return found
    if event["specversion"] != "1.0":
        found.append(f"specversion {event['specversion']}")
    if "time" in event and not RFC3339.fullmatch(event["time"]):
        found.append(f"time {event['time']}")
    if "datacontenttype" in event and not MEDIA_TYPE.fullmatch(event["datacontenttype"]):
        found.append(f"datacontenttype {event['datacontenttype']}")
    if "data" in event and "data_base64" in event:
        found.append("both data and data_base64")
    return found + _extension_faults(event)


def _extension_faults(event: dict[str, Any]) -> list[str]:
    known = {*TEXTS, *OPTIONAL_TEXTS, "data", "data_base64"}
    found = []
    for name, value in event.items():
        if name in known:
            continue
        if not ATTRIBUTE.fullmatch(name):
            found.append(f"attribute name {name}")
        elif not isinstance(value, (str, bool, int)):
            found.append(f"attribute {name} is neither string, boolean nor integer")
        elif isinstance(value, int) and abs(value) > INTEGER_MAX:
            found.append(f"attribute {name} does not fit 32 bits")
    return found
