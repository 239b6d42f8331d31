"""The process in which a file from nobody knows where is looked into: ``python -m reports.press.looking < FILE``."""

import json
import resource
import sys
from io import BytesIO

from pyhanko.pdf_utils.reader import PdfFileReader

from reports.press.guarded import MEMORY, SECONDS, State
from reports.press.verify import verify_all


def _limits() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes to the pipe only


def _look(pdf: bytes) -> dict[str, object]:
    try:
        if PdfFileReader(BytesIO(pdf)).encrypted:
            return {"state": State.ENCRYPTED}
        found = [
            {"field": one.field, "intact": one.intact, "certificate_sha256": one.certificate_sha256}
            for one in verify_all(pdf)
        ]
    except MemoryError:
        return {"state": State.TOO_HARD}
    except Exception:  # noqa: BLE001  # whatever the library stumbles over: this is not a PDF that can be read
        return {"state": State.BROKEN}
    return {"state": State.READ, "signatures": found}


if __name__ == "__main__":
    _limits()
    print(json.dumps(_look(sys.stdin.buffer.read())))  # noqa: T201
