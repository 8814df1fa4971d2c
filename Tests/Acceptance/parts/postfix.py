"""Postfix on loopback, with a queue, a configuration and mailboxes of its own.

Beside plain SMTP it listens with STARTTLS required and with TLS from the first byte; both of these
ask for a login. It delivers into Maildirs, where the tests read what people would.
"""

from __future__ import annotations

import email
import email.policy
import subprocess
from email.message import EmailMessage
from pathlib import Path

from .certificates import Authority
from .login_server import LoginServer
from .loopback import HOST, free_port, is_listening
from .process import ServerProcess, temporary_directory
from .waiting import wait_until

READY_SECONDS = 15.0
DELIVERY_SECONDS = 30.0
DOMAIN = "example.test"
USER = "casebell"
PASSWORD = "sesame"  # noqa: S105
DAEMONS = "/usr/lib/postfix/sbin"
OWNER = "nobody"


class Postfix:
    """One server; its ports stay the same over restarts. It has to be started by root."""

    def __init__(self, people: tuple[str, ...] = ("sam", "lee", "dana")) -> None:
        self.directory = temporary_directory("postfix")
        self.plain_port, self.starttls_port, self.tls_port = (free_port() for _ in range(3))
        self.authority = Authority.create(self.directory)
        self._config = self.directory / "config"
        for name in ("config", "queue", "data", "mail"):
            (self.directory / name).mkdir()
        self._write(people)
        self._doorman = LoginServer(self.directory / "auth", USER, PASSWORD)
        subprocess.run(["chown", "postfix", str(self.directory / "data")], check=True)
        subprocess.run(["chown", OWNER, str(self.directory / "mail")], check=True)
        self.process = ServerProcess(
            "postfix",
            [f"{DAEMONS}/master", "-c", str(self._config), "-d"],
            self.directory / "master.log",
        )

    @staticmethod
    def address(person: str, desk: str = "") -> str:
        """Of one mailbox, whatever stands behind the `+`: several desks may share it."""
        return f"{person}+{desk}@{DOMAIN}" if desk else f"{person}@{DOMAIN}"

    @property
    def ca(self) -> Path:
        return self.authority.certificate

    def start(self) -> None:
        """Returns when clients can connect."""
        subprocess.run(
            ["postfix", "-c", str(self._config), "check"], check=True, capture_output=True
        )
        self.process.start()
        wait_until(self._accepts_clients, READY_SECONDS, "Postfix to accept connections")

    def stop(self) -> None:
        self.process.stop()

    def mails(self, person: str) -> list[EmailMessage]:
        """What is in the mailbox, the oldest first."""
        return [read_mail(file) for file in self.files(person)]

    def files(self, person: str) -> list[Path]:
        """One for each mail in the mailbox, the oldest first."""
        box = self.directory / "mail" / person
        found = [*box.glob("new/*"), *box.glob("cur/*")]
        return sorted(found, key=lambda file: file.stat().st_mtime_ns)

    def await_mails(self, person: str, count: int = 1) -> list[EmailMessage]:
        """As many, at least."""
        wait_until(
            lambda: len(self.mails(person)) >= count,
            DELIVERY_SECONDS,
            f"{count} mails to {person}; {self.log()}",
        )
        return self.mails(person)

    def log(self) -> str:
        log = self.directory / "mail.log"
        return log.read_text(errors="replace")[-4000:] if log.exists() else "(no log)"

    def _accepts_clients(self) -> bool:
        self.process.assert_running()
        return all(
            is_listening(port) for port in (self.plain_port, self.starttls_port, self.tls_port)
        )

    def _write(self, people: tuple[str, ...]) -> None:
        certificate = self.authority.issue(self.directory, "mail")
        boxes = " ".join(f"{{ {self.address(person)} = {person}/ }}" for person in people)
        owner = subprocess.run(
            ["id", "-u", OWNER], check=True, capture_output=True, text=True
        ).stdout.strip()
        group = subprocess.run(
            ["id", "-g", OWNER], check=True, capture_output=True, text=True
        ).stdout.strip()
        (self._config / "main.cf").write_text(f"""compatibility_level = 3.6
queue_directory = {self.directory / "queue"}
data_directory = {self.directory / "data"}
maillog_file = {self.directory / "mail.log"}
maillog_file_prefixes = {self.directory}
mail_owner = postfix
setgid_group = postdrop
daemon_directory = {DAEMONS}
command_directory = /usr/sbin
myhostname = mail.test
mydestination =
mynetworks =
inet_interfaces = loopback-only
inet_protocols = ipv4
smtputf8_enable = no
alias_maps =
alias_database =
local_recipient_maps =
recipient_delimiter = +
virtual_mailbox_domains = {DOMAIN}
virtual_mailbox_base = {self.directory / "mail"}
virtual_mailbox_maps = inline:{{ {boxes} }}
virtual_uid_maps = static:{owner}
virtual_gid_maps = static:{group}
virtual_minimum_uid = 1
virtual_transport = virtual
message_size_limit = 200000
smtpd_tls_cert_file = {certificate.certificate}
smtpd_tls_key_file = {certificate.key}
smtpd_tls_security_level = may
smtpd_sasl_type = dovecot
smtpd_sasl_path = {self.directory / "auth"}
smtpd_relay_restrictions = permit_sasl_authenticated, reject_unauth_destination
smtpd_delay_reject = yes
smtpd_peername_lookup = no
""")
        login = (
            "  -o smtpd_sasl_auth_enable=yes -o smtpd_tls_auth_only=yes\n"
            "  -o smtpd_client_restrictions=permit_sasl_authenticated,reject\n"
        )
        (self._config / "master.cf").write_text(
            f"{HOST}:{self.plain_port} inet n - n - - smtpd\n"
            f"{HOST}:{self.starttls_port} inet n - n - - smtpd\n"
            f"  -o smtpd_tls_security_level=encrypt\n{login}"
            f"{HOST}:{self.tls_port} inet n - n - - smtpd\n"
            f"  -o smtpd_tls_wrappermode=yes\n{login}"
            "cleanup unix n - n - 0 cleanup\n"
            "qmgr unix n - n 300 1 qmgr\n"
            "tlsmgr unix - - n 1000? 1 tlsmgr\n"
            "rewrite unix - - n - - trivial-rewrite\n"
            "bounce unix - - n - 0 bounce\n"
            "defer unix - - n - 0 bounce\n"
            "verify unix - - n - 1 verify\n"
            "proxymap unix - - n - - proxymap\n"
            "error unix - - n - - error\n"
            "retry unix - - n - - error\n"
            "discard unix - - n - - discard\n"
            "virtual unix - n n - - virtual\n"
            "anvil unix - - n - 1 anvil\n"
            "scache unix - - n - 1 scache\n"
            "postlog unix-dgram n - n - 1 postlogd\n"
        )


def read_mail(file: Path) -> EmailMessage:
    return email.message_from_bytes(file.read_bytes(), policy=email.policy.default)
