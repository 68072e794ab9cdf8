"""What all benches share: arguments, the measurement of the lab, resident memory."""

import gc
import sys
import time


class Arguments:
    """The program's arguments, name=value."""

    def __init__(self, words):
        self._values = dict(word.partition("=")[::2] for word in words)

    def number(self, name):
        if name not in self._values:
            sys.exit(f"no {name}")
        return int(self._values[name])


def wrong(what):
    print(f"wrong {what}")
    sys.exit(0)


def check(expected, actual):
    if expected != actual:
        wrong(f"answers differ: {expected} and {actual}")


async def measure(args, operations, batch):
    """Warms up, then times iterations, each of as many batches as fit; prints the fastest iteration."""
    milliseconds = lambda: time.perf_counter() * 1000  # noqa: E731
    begin = milliseconds()
    answer = await batch()
    while milliseconds() - begin < args.number("warmup-ms"):
        check(answer, await batch())
    best = None
    for i in range(args.number("iterations")):
        if i > 0 and milliseconds() - begin > args.number("most-ms"):
            break
        start = milliseconds()
        batches = 0
        elapsed = 0.0
        while batches == 0 or elapsed < args.number("iteration-ms"):
            check(answer, await batch())
            batches += 1
            elapsed = milliseconds() - start
        nanos = elapsed * 1e6 / batches / operations
        best = nanos if best is None else min(best, nanos)
    print(f"answer {answer}")
    print(f"figure ns/op {best:.4f}")


def resident():
    """Resident memory of this process in bytes, after garbage has been collected."""
    gc.collect()
    with open("/proc/self/status") as status:
        for line in status:
            if line.startswith("VmRSS:"):
                return int(line.split()[1]) * 1024
    sys.exit("no VmRSS in /proc/self/status")
