"""One homeserver for all worlds of a run, as the daemon reaches it: through a gate."""

from __future__ import annotations

from parts.bot_config import SPARED, matrix_network
from parts.matrix_actor import full_user
from parts.matrix_office import MatrixOffice
from parts.people import BOT
from parts.synapse_files import STOCK_MESSAGES

from .gate import Gate


UNSPARED = "topic: false"
"""In the place of `SPARED`: what the daemon takes for granted anyway."""


class Homeserver:
    """Accounts and port outlive its deaths; rooms are each world's own."""

    def __init__(self) -> None:
        self.office = MatrixOffice(STOCK_MESSAGES)
        self.gate = Gate(0)

    def start(self) -> None:
        """Returns when everybody can come in; the bot is spared all limits."""
        self.office.start(rooms={})
        self.gate.target_port = self.office.synapse.port
        self.spare_bot()
        self.gate.up()

    def close(self) -> None:
        self.gate.down()
        self.office.stop()

    @property
    def network(self) -> str:
        """Its entry in the daemon's configuration, of a bot that is spared and knows it."""
        entry = matrix_network(self.office, [SPARED])
        return entry.replace(self.office.url, self.gate.url)

    def kill(self) -> None:
        """kill -9; connections are refused from then on."""
        self.office.kill()
        self.gate.down()

    def restart(self) -> None:
        """Returns when clients are served again."""
        self.office.synapse.start()
        self.gate.up()

    def freeze(self) -> None:
        self.office.synapse.freeze()

    def thaw(self) -> None:
        self.office.synapse.thaw()

    def limit_bot(self) -> None:
        """As Synapse is without a word: ten messages, then one in five seconds."""
        self.office.synapse.limit(full_user(BOT))

    def spare_bot(self) -> None:
        self.office.synapse.spare(full_user(BOT))

    def mend(self) -> None:
        """Whatever a cycle that broke down has left behind."""
        self.gate.behave()
        if not self.office.synapse.process.is_running:
            self.office.synapse.start()
        self.thaw()
        self.gate.down()
        self.gate.up()
        self.spare_bot()
