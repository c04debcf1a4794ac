"""Encrypted connections are made to valid servers only; no log and no message holds a secret."""

from __future__ import annotations

import logging
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from ipaddress import ip_network
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from extractors.errors import CommuniqueError
from extractors.fetch import fetch_source
from extractors.fetch.web import exchange
from extractors.fetch.web.client import Budget, Client
from extractors.fetch.web.errors import FetchError
from extractors.fetch.web.exchange import Limits
from extractors.settings import Settings
from tests.fetch.sites import Site

LIMITS = Limits(100_000, 3.0)
ANSWER = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5\r\n\r\nhello"


def certificate(folder: Path, name: str, days: int = 1) -> tuple[Path, Path]:
    """A certificate that is its own authority, and its key; already over for a negative number of days."""
    key, now = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    built = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - timedelta(days=10))
        .not_valid_after(now + timedelta(days=days))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    encoding, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    (folder / "cert.pem").write_bytes(built.public_bytes(encoding))
    (folder / "key.pem").write_bytes(key.private_bytes(encoding, serialization.PrivateFormat.PKCS8, plain))
    return folder / "cert.pem", folder / "key.pem"


@contextmanager
def encrypted(files: tuple[Path, Path]) -> Iterator[int]:
    """The port of a server that gives every client the same answer."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*files)
    with socket.create_server(("127.0.0.1", 0)) as listener:

        def serve() -> None:
            with suppress(OSError):
                while True:
                    connection, _ = listener.accept()
                    with suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
                        secure.recv(65536)
                        secure.sendall(ANSWER)

        threading.Thread(target=serve, daemon=True).start()
        yield listener.getsockname()[1]
        listener.shutdown(socket.SHUT_RDWR)


def outcome(folder: Path, url: str) -> str:
    client = Client(
        "Tests/1.0",
        Budget(60, 10**8),
        folder,
        interval=0.0,
        allowed=(ip_network("127.0.0.1"),),
        resolver=lambda host, port: ["127.0.0.1"],
        sleep=lambda _: None,
    )
    try:
        return client.get(url, LIMITS, "*/*").body.decode()
    except FetchError as error:
        return error.reason


@pytest.fixture
def trusting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder whose cert.pem is trusted."""
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
    exchange._ssl_context.cache_clear()
    yield tmp_path
    exchange._ssl_context.cache_clear()


def test_a_valid_certificate(trusting: Path) -> None:
    with encrypted(certificate(trusting, "news.example")) as port:
        assert outcome(trusting, f"https://news.example:{port}/a") == "hello"


@pytest.mark.parametrize(("name", "days"), [("other.example", 1), ("news.example", -1)])
def test_a_certificate_for_another_name_or_that_is_over(trusting: Path, name: str, days: int) -> None:
    with encrypted(certificate(trusting, name, days)) as port:
        assert outcome(trusting, f"https://news.example:{port}/a") == "tls"


def test_a_certificate_that_nobody_vouches_for(tmp_path: Path) -> None:
    with encrypted(certificate(tmp_path, "news.example")) as port:
        assert outcome(tmp_path, f"https://news.example:{port}/a") == "tls"


def test_no_encryption_where_there_should_be(site: Site, tmp_path: Path) -> None:
    assert outcome(tmp_path, f"https://news.example:{site.port}/a") in {"tls", "connection", "timeout"}


@pytest.mark.parametrize(
    "location",
    ["http://user:s3cret@127.0.0.1/", "http://10.0.0.1/?token=s3cret", "http://[s3cret", "/b?key=s3cret"],
)
def test_nothing_that_is_said_holds_a_secret(
    settings: Settings, site: Site, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str], location: str
) -> None:
    caplog.set_level(logging.DEBUG)
    site.routes["/feed"] = lambda asked: asked.answer(302, Location=location)
    site.routes["/b"] = lambda asked: asked.send(b"HTTP/1.1 200 OK\r\nX-Echo s3cret\r\n\r\n")
    file = settings.seeds_dir / "sources" / "news.yml"
    url = site.url("/feed?password=s3cret")
    file.write_text(
        f"name: news\nkind: feed\nurls: ['{url}']\nenabled: true\npoliteness: {{requests_per_minute: 600}}\n"
    )
    with pytest.raises(CommuniqueError) as caught:
        fetch_source(settings, "r1", "news")
    health = (settings.data_dir / "sources" / "news" / "health.json").read_text()
    said = [str(caught.value), str(caught.value.__cause__), caplog.text, *capfd.readouterr(), health]
    assert "feed" in caplog.text
    assert not [text for text in said if "s3cret" in text]
