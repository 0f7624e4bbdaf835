"""Tests of pages share their samples: the folder of this file can be imported from."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
