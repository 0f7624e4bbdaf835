"""Derive sitegen/reading/weights.txt from wordfreq: English word frequencies in, one integer weight a stem out.

Run it only to make the table anew; the table is an input of every build, so a new one is a new version.

    python -m tests.evaluation.derive_weights > sitegen/reading/weights.txt
"""

from __future__ import annotations

import math
from collections import defaultdict

from sitegen.ids import folded
from sitegen.reading.weights import RAREST, stem

STEMS = 40_000
HEADER = (
    "# Term weights, heaviest last: ten times the fall in Zipf frequency below 7.5, a line a weight, then its stems.\n"
    "# Derived from wordfreq 3.1 (Robyn Speer, doi:10.5281/zenodo.7199437), whose data is under CC BY-SA 4.0, as is this."
)


def table() -> dict[int, list[str]]:
    from wordfreq import get_frequency_dict  # noqa: PLC0415 — pip install wordfreq: nothing else needs it

    frequency: defaultdict[str, float] = defaultdict(float)
    for word, share in get_frequency_dict("en", wordlist="large").items():
        key = folded(word)
        if key.isalpha() and key.isascii():
            frequency[stem(key)] += share
    commonest = sorted(frequency, key=lambda key: (-frequency[key], key))[:STEMS]
    rows: defaultdict[int, list[str]] = defaultdict(list)
    for key in commonest:
        zipf = math.log10(frequency[key]) + 9
        rows[min(RAREST - 1, max(0, round(10 * (7.5 - zipf))))].append(key)
    return rows


if __name__ == "__main__":
    print(HEADER)
    for weight, stems in sorted(table().items()):
        print(weight, *sorted(stems))
