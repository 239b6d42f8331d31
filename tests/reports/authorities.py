"""A made-up trust service that really works: an issuer, its list of revoked certificates over HTTP, a time stamper."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat
from cryptography.hazmat.primitives.serialization import pkcs12 as pkcs12_format
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

PASSPHRASE = "geheim"
SIGNING_USAGE = ("digital_signature", "content_commitment")
USAGES = (
    "digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
    "key_cert_sign", "crl_sign", "encipher_only", "decipher_only",
)  # fmt: skip
NOW = datetime.now(UTC)


@dataclass
class Issued:
    """A certificate with its key."""

    certificate: x509.Certificate
    key: ec.EllipticCurvePrivateKey

    @property
    def pem(self) -> bytes:
        return self.certificate.public_bytes(Encoding.PEM)

    @property
    def key_pem(self) -> bytes:
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


@dataclass
class Issuer:
    """A root that issues; ``address`` is where its list of revoked certificates is served."""

    address: str = ""
    revoked: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.root = self.issue("Root of the tests", usage=("key_cert_sign", "crl_sign"), ca=True, itself=True)

    def issue(
        self,
        name: str,
        *,
        usage: tuple[str, ...] = SIGNING_USAGE,
        purposes: tuple[x509.ObjectIdentifier, ...] = (),
        start: datetime = NOW - timedelta(days=30),
        end: datetime = NOW + timedelta(days=700),
        ca: bool = False,
        itself: bool = False,
    ) -> Issued:
        """A certificate for a name; by default fit to sign letters."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(subject if itself else self.root.certificate.subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(start)
            .not_valid_after(end)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.KeyUsage(**{one: one in usage for one in USAGES}), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        )
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), critical=True)
        if self.address and not itself:
            where = [x509.UniformResourceIdentifier(f"{self.address}/revoked.crl")]
            point = x509.DistributionPoint(full_name=where, relative_name=None, reasons=None, crl_issuer=None)
            builder = builder.add_extension(x509.CRLDistributionPoints([point]), critical=False)
        by = key if itself else self.root.key
        return Issued(builder.sign(by, hashes.SHA256()), key)

    def crl(self) -> bytes:
        """The list of revoked certificates, in DER."""
        builder = (
            x509.CertificateRevocationListBuilder()
            .issuer_name(self.root.certificate.subject)
            .last_update(datetime.now(UTC) - timedelta(minutes=1))
            .next_update(datetime.now(UTC) + timedelta(days=1))
        )
        for serial in self.revoked:
            gone = x509.RevokedCertificateBuilder().serial_number(serial)
            builder = builder.add_revoked_certificate(gone.revocation_date(NOW - timedelta(days=1)).build())
        return builder.sign(self.root.key, hashes.SHA256()).public_bytes(Encoding.DER)

    def key_file(self, path: Path, issued: Issued, passphrase: str = PASSPHRASE) -> Path:
        """The certificate with its key and chain as PKCS#12."""
        lock = BestAvailableEncryption(passphrase.encode())
        chain = [self.root.certificate]
        path.write_bytes(
            pkcs12_format.serialize_key_and_certificates(b"key", issued.key, issued.certificate, chain, lock)
        )
        return path


@dataclass
class TrustService:
    """Issuer, list and time stamper behind one address on this machine; it stops and starts again."""

    folder: Path
    issuer: Issuer = field(default_factory=Issuer)
    port: int = 0
    server: ThreadingHTTPServer | None = None
    asked: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def stamps(self) -> str:
        """The address of the time stamper."""
        return f"{self.address}/stamp"

    @property
    def roots(self) -> list[bytes]:
        return [self.issuer.root.pem]

    def start(self) -> None:
        """Serve, at the same port as before."""
        service = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                service.asked.append(self.path)
                self.answer(service.issuer.crl(), "application/pkix-crl")

            def do_POST(self) -> None:
                service.asked.append(self.path)
                question = self.rfile.read(int(self.headers["Content-Length"]))
                self.answer(service.stamped(question), "application/timestamp-reply")

            def answer(self, body: bytes, kind: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), Answers)
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def stop(self) -> None:
        """Be gone: connections are refused."""
        if self.server is not None:
            self.server.shutdown()
            self.server.server_close()
            self.server = None

    def lay_out(self) -> None:
        """Make the certificate of the time stamper and the settings of openssl."""
        self.issuer.address = self.address
        stamper = self.issuer.issue("Time stamper of the tests", purposes=(ExtendedKeyUsageOID.TIME_STAMPING,))
        (self.folder / "tsa.pem").write_bytes(stamper.pem)
        (self.folder / "tsa.key").write_bytes(stamper.key_pem)
        (self.folder / "root.pem").write_bytes(self.issuer.root.pem)
        (self.folder / "serial").write_text("01\n")
        (self.folder / "tsa.cnf").write_text(
            "[tsa]\ndefault_tsa=one\n[one]\n"
            f"serial={self.folder}/serial\ncrypto_device=builtin\nsigner_cert={self.folder}/tsa.pem\n"
            f"certs={self.folder}/root.pem\nsigner_key={self.folder}/tsa.key\nsigner_digest=sha256\n"
            "default_policy=1.2.3.4.1\ndigests=sha256\naccuracy=secs:1\nordering=yes\ness_cert_id_alg=sha256\n"
        )

    def stamped(self, question: bytes) -> bytes:
        """The reply of ``openssl ts``, an implementation of RFC 3161 that is not ours."""
        asked, reply = self.folder / "question.tsq", self.folder / "reply.tsr"
        asked.write_bytes(question)
        command = ["openssl", "ts", "-reply", "-config", str(self.folder / "tsa.cnf")]
        done = subprocess.run(
            [*command, "-queryfile", str(asked), "-out", str(reply)], capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr.decode()
        return reply.read_bytes()


@contextmanager
def trust_service(folder: Path) -> Iterator[TrustService]:
    """A trust service that is running."""
    if shutil.which("openssl") is None:
        pytest.fail("openssl is missing; install it with: apt-get install openssl")
    service = TrustService(folder)
    service.start()
    service.lay_out()
    yield service
    service.stop()
