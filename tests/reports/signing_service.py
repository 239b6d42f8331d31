"""A remote signing service in a process of its own: certomancer-csc-dummy, and a door that asks token and PIN.

``python -m tests.reports.signing_service CONFIG PORT TOKEN PIN``
"""

import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from aiohttp import web
from certomancer import registry
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from csc_dummy.csc_dummy_server import CSCWithCertomancer  # type: ignore[import-untyped]

ROOT = Path(__file__).parents[2]
TOKEN, PIN = "bearer-of-venlo", "4711"
VALIDITY = '{valid-from: "2020-01-01T00:00:00+0000", valid-to: "2040-01-01T00:00:00+0000"}'
CONFIG = f"""
external-url-prefix: http://localhost
keysets:
  tests: {{path-prefix: keys, keys: {{root: {{path: root.pem}}, hanneke: {{path: hanneke.pem}}}}}}
pki-architectures:
  tests:
    keyset: tests
    entity-defaults: {{country-name: NL, organization-name: Tests}}
    entities: {{root: {{common-name: Root of the service}}, hanneke: {{common-name: Hanneke at the service}}}}
    certs:
      root: {{subject: root, issuer: root, validity: {VALIDITY}, profiles: [{{id: simple-ca}}]}}
      hanneke:
        subject: hanneke
        issuer: root
        validity: {VALIDITY}
        extensions:
          - {{id: key_usage, critical: true, smart-value: {{schema: key-usage, params: [non_repudiation]}}}}
"""


@dataclass
class SigningService:
    """Runs, stops and runs again at one port."""

    folder: Path
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    def address(self, credential: str = "tests/hanneke") -> str:
        return f"csc+http://localhost:{self.port}?credential={credential}"

    def start(self) -> None:
        """Start and wait until it listens."""
        if not self.port:
            (self.folder / "keys").mkdir()
            for name in ("root", "hanneke"):
                key = rsa.generate_private_key(65537, 2048)
                pem = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
                (self.folder / "keys" / f"{name}.pem").write_bytes(pem)
            (self.folder / "service.yml").write_text(CONFIG)
            with socket.socket() as free:
                free.bind(("localhost", 0))
                self.port = free.getsockname()[1]
        command = [sys.executable, "-W", "ignore", "-m", __name__, "service.yml", str(self.port), TOKEN, PIN]
        with (self.folder / "service.log").open("ab") as log:
            self.process = subprocess.Popen(
                command, cwd=self.folder, env={"PYTHONPATH": str(ROOT)}, stdout=log, stderr=log
            )
        for _ in range(300):
            with socket.socket() as trial:
                if trial.connect_ex(("localhost", self.port)) == 0:
                    return
            time.sleep(0.1)
        pytest.fail((self.folder / "service.log").read_text())

    def stop(self) -> None:
        """Be gone."""
        if self.process is not None:
            self.process.terminate()
            self.process.wait(20)
            self.process = None


@web.middleware
async def door(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    if request.headers.get("Authorization") != f"Bearer {sys.argv[3]}":
        raise web.HTTPUnauthorized
    if request.path.endswith("authorize") and (await request.json()).get("PIN") != sys.argv[4]:
        raise web.HTTPBadRequest
    return await handler(request)


if __name__ == "__main__":
    service = CSCWithCertomancer(registry.CertomancerConfig.from_file(sys.argv[1]))
    service.register_routes()
    service.app.middlewares.append(door)
    web.run_app(service.app, host="localhost", port=int(sys.argv[2]))
