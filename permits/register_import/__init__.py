"""Taking over a register from a file: read, check, compare, write, report.

``mapping`` says which column is what; ``reading`` opens CSV and XLSX; ``records`` checks one line; ``staging`` keeps
the checked lines on disk and joins those of one establishment; ``writing`` compares them with the register and writes;
``report`` counts and keeps what was refused.
"""

from __future__ import annotations
