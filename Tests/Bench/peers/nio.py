"""A bot of matrix-nio's, in Python."""

from __future__ import annotations

from collections.abc import Sequence

from workshop.places import MATRIX_VENV

from .matrix_peer import SCRIPTS, MatrixPeer


class Nio(MatrixPeer):
    name = "matrix-nio"
    nick = "niobot"

    def prepare(self) -> None:
        """It reads nothing."""

    def command(self) -> Sequence[str]:
        python = str(MATRIX_VENV / "bin" / "python")
        account = (self.account.user_id, self.account.device_id)
        return [python, str(SCRIPTS / "niobot.py"), str(self.homeserver.port), *account]
