"""Runs every measure on the labelled data beside the checkout: ``python -m tests.evaluation.run``."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
DATA = HERE.parents[2] / "shared" / "eval"


def main() -> None:
    if not DATA.is_dir():
        print("No labelled data stands beside the checkout (../shared/eval): nothing was measured.")
        return
    for script in sorted(HERE.glob("measure_*.py")):
        print(f"{script.stem.removeprefix('measure_')}:", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.evaluation.{script.stem}"], check=True, cwd=HERE.parents[1])


if __name__ == "__main__":
    main()
