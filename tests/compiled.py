"""Runs code of the tests with the readers that ``make compiled`` has compiled."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / ".compiled"
MADE = FOLDER / "done"
# The compiled package is imported before the checkout's can be found: -P keeps that out, the tests come behind.
_FIRST = f"import sitegen, sys; sys.path.append({str(ROOT)!r})\n"


def output(code: str) -> str:
    """Return what code prints that is run beside the compiled readers."""
    command = [FOLDER / "bin" / "python", "-P", "-c", _FIRST + code]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout


def command(*arguments: str | Path) -> None:
    """Run sitegen with the compiled readers."""
    subprocess.run([FOLDER / "bin" / "sitegen", *arguments], check=True)
