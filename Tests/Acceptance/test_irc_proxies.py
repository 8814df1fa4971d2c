"""The way to an IRC server through a proxy, as the configuration or the environment says."""

from __future__ import annotations

import os
from unittest import mock

from lone_bot_case import LoneBotCase
from parts.certificates import Authority, Certificate
from parts.counterpart import Caller, Counterpart
from parts.process import temporary_directory
from parts.proxy import Proxy

FAR = "irc.invalid"
"""A name that only the proxy can look up."""
WITHOUT = dict.fromkeys(
    ("all_proxy", "ALL_PROXY", "http_proxy", "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY"),
    "",
)


class Proxies(LoneBotCase):
    def test_the_configured_one_whatever_the_environment_says(self) -> None:
        for scheme, way in (("socks5h", "socks5"), ("http", "connect")):
            with self.subTest(scheme):
                server, proxy = self.server_behind_a_proxy()
                address = f"{scheme}://127.0.0.1:{proxy.port}"
                self.in_environment(all_proxy="http://127.0.0.1:1")
                self.bot(f"{FAR}:6667", f"proxy: {address}")
                self.check_through(server, proxy, f"{way} {FAR}:6667")

    def test_the_environments_where_none_is_configured(self) -> None:
        for name, scheme, way in (
            ("all_proxy", "socks5h", "socks5"),
            ("ALL_PROXY", "socks5h", "socks5"),
            ("http_proxy", "http", "connect"),
        ):
            with self.subTest(name):
                server, proxy = self.server_behind_a_proxy()
                self.in_environment(**{name: f"{scheme}://127.0.0.1:{proxy.port}"})
                self.bot(f"{FAR}:6667")
                self.check_through(server, proxy, f"{way} {FAR}:6667")

    def test_none_for_the_hosts_that_the_environment_excepts(self) -> None:
        server, proxy = self.server_behind_a_proxy()
        self.in_environment(all_proxy=f"socks5h://127.0.0.1:{proxy.port}", no_proxy="127.0.0.1")
        self.bot(server.address)
        self.assertEqual(server.accept().line(), "CAP LS 302")
        self.assertEqual(proxy.asked, [])

    def test_tls_through_it_is_tls_with_the_server(self) -> None:
        made = Authority.create(temporary_directory("proxies"), "self-signed")
        certificate = Certificate(made.certificate, made.key)
        tls = f"tls: {{ fingerprints: [{certificate.fingerprint}] }}"
        for scheme, way in (("socks5h", "socks5"), ("http", "connect")):
            with self.subTest(scheme):
                server, proxy = self.server_behind_a_proxy()
                self.in_environment(https_proxy=f"{scheme}://127.0.0.1:{proxy.port}")
                self.bot(f"{FAR}:6697", tls)
                caller = server.accept()
                caller.secure(certificate)
                self.check_greeted(caller, proxy, f"{way} {FAR}:6697")

    def server_behind_a_proxy(self) -> tuple[Counterpart, Proxy]:
        server = self.counterpart()
        proxy = Proxy(server.port)
        self.addCleanup(proxy.close)
        return server, proxy

    def in_environment(self, **variables: str) -> None:
        patch = mock.patch.dict(os.environ, {**WITHOUT, **variables})
        patch.start()
        self.addCleanup(patch.stop)

    def check_through(self, server: Counterpart, proxy: Proxy, asked: str) -> None:
        self.check_greeted(server.accept(), proxy, asked)

    def check_greeted(self, caller: Caller, proxy: Proxy, asked: str) -> None:
        self.assertEqual(caller.line(), "CAP LS 302")
        self.assertEqual(proxy.asked, [asked])
