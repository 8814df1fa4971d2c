"""A bot of matrix-nio's: `!ping 7` is answered with the notice `pong 7`, its limits are off.

Usage: niobot.py PORT USER DEVICE, with the token in MATRIX_TOKEN.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time

from nio import AsyncClient, AsyncClientConfig, InviteMemberEvent, RoomMessageText


async def main(port: str, user: str, device: str) -> None:
    settings = AsyncClientConfig(max_limit_exceeded=0, max_timeouts=0, encryption_enabled=False)
    client = AsyncClient(f"http://127.0.0.1:{port}", user, config=settings)
    client.restore_login(user, device, os.environ["MATRIX_TOKEN"])
    began = int(time.time() * 1000)

    async def answer(room, event) -> None:
        if event.sender == user or event.server_timestamp < began:
            return
        if event.body.startswith("!ping "):
            content = {"msgtype": "m.notice", "body": f"pong {event.body[6:]}"}
            await client.room_send(room.room_id, "m.room.message", content)

    async def come_in(room, event) -> None:
        if event.state_key == user:
            await client.join(room.room_id)

    client.add_event_callback(answer, RoomMessageText)
    client.add_event_callback(come_in, InviteMemberEvent)
    await client.sync_forever(timeout=30_000, full_state=False)


asyncio.run(main(*sys.argv[1:]))
