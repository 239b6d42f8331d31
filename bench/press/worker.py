"""Makes one letter each time it is asked, and tells its CPU time: ``python -m bench.press.worker ENGINE [FILE]``."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

from bench.press.engines import ENGINES


def spent() -> float:
    """Seconds of CPU of this process and of those it started."""
    own, others = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + others.ru_utime + others.ru_stime


def main() -> None:
    engine = ENGINES[sys.argv[1]]()
    print("ready", flush=True)
    for line in sys.stdin:
        before = spent()
        made = engine(int(line))
        print(spent() - before, len(made), flush=True)
        if len(sys.argv) > 2:
            Path(sys.argv[2]).write_bytes(made)


if __name__ == "__main__":
    main()
