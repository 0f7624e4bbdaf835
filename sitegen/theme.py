"""Where the default theme lives: inside the installed package, or beside it in a checkout."""

from __future__ import annotations

from pathlib import Path


def default_templates() -> Path:
    """Return the folder of the default templates."""
    package = Path(__file__).parent
    packaged = package / "templates"
    return packaged if packaged.is_dir() else package.parent / "templates"
