"""How the time that a reader takes grows with what it reads."""

import time
from collections.abc import Callable

LONGEST = 1900  # characters of a sentence that readers still look at


def ratio(read: Callable[[str], object], piece: str, longest: int = LONGEST) -> float:
    """Return the seconds for sentences of one piece repeated, to those for as many of a quarter of the length.

    Where time is linear that is at most 4, and 16 where all is compared with all: what lies between is a machine's noise.
    """
    seconds = []
    for length in (longest // 4, longest):
        text = f"So {(piece * length)[:length].strip()}. " * 20
        taken = []
        for _ in range(3):
            begun = time.process_time()
            read(text)
            taken.append(time.process_time() - begun)
        seconds.append(min(taken) + 0.02)  # what is as short as that tells nothing
    return seconds[1] / seconds[0]
