"""Eggdrop, in C with Tcl: `putnow` goes past its queue."""

from __future__ import annotations

from collections.abc import Sequence

from parts.loopback import HOST
from parts.process import as_service_user, hand_to_service_user

from .peer import Peer


class Eggdrop(Peer):
    name = "Eggdrop"
    nick = "eggdrop"

    def prepare(self) -> None:
        (self.directory / "tmp").mkdir()
        self._configuration = self.write("eggdrop.conf", self._settings())
        hand_to_service_user(self.directory)

    def command(self) -> Sequence[str]:
        # It refuses to run as root; -m makes its file of users.
        return as_service_user(["/usr/bin/eggdrop", "-n", "-m", str(self._configuration)])

    def _settings(self) -> str:
        place = self.directory
        return f"""set nick "{self.nick}"
set altnick "eggdro?"
set realname "bench"
set username "egg"
set admin "bench"
set network "Bench"
set mod-path "/usr/lib/eggdrop/modules/"
set help-path "/usr/share/eggdrop/help/"
set temp-path "{place}/tmp"
set userfile "{place}/egg.user"
set chanfile "{place}/egg.chan"
set pidfile "{place}/egg.pid"
loadmodule blowfish
loadmodule channels
loadmodule server
loadmodule ctcp
loadmodule irc
set net-type 5
set servers [list {HOST}:{self.port}]
set default-port {self.port}
set prefer-ipv6 0
set flood-msg 0:0
set flood-ctcp 0:0
set default-flood-chan 0:0
set default-flood-ctcp 0:0
set default-flood-join 0:0
set default-flood-nick 0:0
channel add {self.room} {{ chanmode "" }}
channel set {self.room} flood-chan 0:0 flood-join 0:0 flood-ctcp 0:0 flood-nick 0:0
bind pub - !ping answer
proc answer {{nick uhost hand chan text}} {{ putnow "PRIVMSG $chan :pong $text" }}
"""
