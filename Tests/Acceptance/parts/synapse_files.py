"""What a Synapse of the tests' reads: its configuration, its key, where it logs to."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import dataclass
from pathlib import Path

from .loopback import HOST
from .matrix_actor import SERVER_NAME

SHARED_SECRET = "secret-for-one-run"

_EVERYTHING = "per_second: 100000, burst_count: 100000"
_SPARE = f"{{ {_EVERYTHING} }}"


@dataclass(frozen=True)
class RateLimits:
    """Lines of the configuration about them."""

    configuration: str


STOCK = RateLimits("")
"""As Synapse has them without a word: ten messages, then one in five seconds; five logins."""

_ALL_BUT_MESSAGES = f"""
rc_registration: {_SPARE}
rc_login: {{ address: {_SPARE}, account: {_SPARE}, failed_attempts: {_SPARE} }}
rc_admin_redaction: {_SPARE}
rc_joins: {{ local: {_SPARE}, remote: {_SPARE} }}
rc_joins_per_room: {_SPARE}
rc_invites: {{ per_room: {_SPARE}, per_user: {_SPARE}, per_issuer: {_SPARE} }}
rc_room_creation: {_SPARE}
"""

STOCK_MESSAGES = RateLimits(_ALL_BUT_MESSAGES)
"""Messages as Synapse has them, which can be taken from a user and given back; nothing else."""

UNHURRIED = RateLimits(f"{_ALL_BUT_MESSAGES}rc_message: {_SPARE}\n")
"""No limit that a test could meet."""


class SynapseFiles:
    """Federation is off, nobody is present, passwords are hashed as fast as can be."""

    def __init__(self, directory: Path, limits: RateLimits, log_level: str) -> None:
        self.configuration = directory / "homeserver.yaml"
        self._directory = directory
        self._limits = limits
        self._log_level = log_level

    def write(self, port: int) -> None:
        """A key that is there stays."""
        self.configuration.write_text(self._settings(port))
        (self._directory / "log.yaml").write_text(self._logging())
        key = self._directory / "signing.key"
        if not key.exists():
            seed = base64.b64encode(secrets.token_bytes(32)).decode().rstrip("=")
            key.write_text(f"ed25519 a_test {seed}\n")

    def _logging(self) -> str:
        """To standard error, which is the process's log."""
        return f"""version: 1
formatters:
  plain: {{ format: '%(asctime)s %(levelname)s %(name)s %(request)s %(message)s' }}
handlers:
  console: {{ class: logging.StreamHandler, formatter: plain }}
root: {{ level: {self._log_level}, handlers: [console] }}
disable_existing_loggers: false
"""

    def _settings(self, port: int) -> str:
        directory = self._directory
        return f"""server_name: {SERVER_NAME}
public_baseurl: {json.dumps(f"http://{HOST}:{port}")}
pid_file: {directory}/synapse.pid
listeners:
  - port: {port}
    bind_addresses: ["{HOST}"]
    type: http
    tls: false
    resources: [{{ names: [client], compress: false }}]
database: {{ name: sqlite3, args: {{ database: {directory}/synapse.db }} }}
log_config: {directory}/log.yaml
media_store_path: {directory}/media
enable_media_repo: false
signing_key_path: {directory}/signing.key
registration_shared_secret: {SHARED_SECRET}
macaroon_secret_key: macaroons-for-one-run
form_secret: forms-for-one-run
bcrypt_rounds: 4
report_stats: false
stats: {{ enabled: false }}
presence: {{ enabled: false }}
allow_guest_access: true
trusted_key_servers: []
federation_domain_whitelist: []
{self._limits.configuration}"""
