"""A throw-away certificate authority, made with openssl for one run."""

from __future__ import annotations

import hashlib
import ssl
import subprocess
from dataclasses import dataclass
from pathlib import Path

DAYS_VALID = "2"
DAYS_EXPIRED = "-1"
LOOPBACK = "DNS:localhost,IP:127.0.0.1"


@dataclass(frozen=True)
class Certificate:
    """A certificate with its key, in PEM files."""

    certificate: Path
    key: Path

    @property
    def fingerprint(self) -> str:
        """SHA-256 of the certificate, in lower-case hex."""
        encoded = ssl.PEM_cert_to_DER_cert(self.certificate.read_text())
        return hashlib.sha256(encoded).hexdigest()


@dataclass(frozen=True)
class Authority:
    """Signs for loopback servers; `certificate` is what clients are told to trust."""

    certificate: Path
    key: Path

    @classmethod
    def create(cls, directory: Path, name: str = "authority") -> Authority:
        certificate, key = directory / f"{name}.pem", directory / f"{name}.key"
        _openssl(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-days",
            DAYS_VALID,
            "-subj",
            f"/CN=casebell test {name}",
            "-keyout",
            str(key),
            "-out",
            str(certificate),
        )
        return cls(certificate, key)

    def issue(
        self, directory: Path, name: str, names: str = LOOPBACK, days: str = DAYS_VALID
    ) -> Certificate:
        """A certificate for these names: `localhost` and 127.0.0.1 unless others are wanted."""
        request, extensions = directory / f"{name}.csr", directory / f"{name}.ext"
        issued = Certificate(directory / f"{name}.pem", directory / f"{name}.key")
        extensions.write_text(f"subjectAltName={names}\n")
        _openssl(
            "req",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:prime256v1",
            "-nodes",
            "-subj",
            f"/CN={name}",
            "-keyout",
            str(issued.key),
            "-out",
            str(request),
        )
        _openssl(
            "x509",
            "-req",
            "-in",
            str(request),
            "-CA",
            str(self.certificate),
            "-CAkey",
            str(self.key),
            "-CAcreateserial",
            "-days",
            days,
            "-extfile",
            str(extensions),
            "-out",
            str(issued.certificate),
        )
        return issued


def _openssl(*arguments: str) -> None:
    subprocess.run(["openssl", *arguments], check=True, capture_output=True)
