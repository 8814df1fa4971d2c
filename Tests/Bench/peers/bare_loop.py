"""The floor on Matrix: a bare loop that syncs and sends."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from .matrix_peer import SCRIPTS, MatrixPeer


class BareLoop(MatrixPeer):
    name = "bare sync-and-send loop"
    nick = "floor"

    def prepare(self) -> None:
        """It reads nothing."""

    def command(self) -> Sequence[str]:
        user = self.account.user_id
        return [sys.executable, str(SCRIPTS / "bare_loop.py"), str(self.homeserver.port), user]
