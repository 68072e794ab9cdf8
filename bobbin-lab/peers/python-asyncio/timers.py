"""The bench of timers: many pending ones, most of which are cancelled."""

import asyncio
import gc
import random
import sys
import time

from harness import wrong


class Deadlines:
    """When each timer is to fire, and how late it did."""

    def __init__(self, n, lead, spread):
        scattered = random.Random(n)
        self.count = n
        self.first = time.monotonic() + lead
        self.deadlines = [self.first + scattered.random() * spread for _ in range(n)]
        self.lateness = [None] * n
        self.pending = 0

    async def wait(self, timer):
        self.pending += 1
        deadline = self.deadlines[timer]
        await asyncio.sleep(deadline - time.monotonic())
        self.lateness[timer] = time.monotonic() - deadline

    async def set(self):
        """Has all timers pending, then most cancelled; gives those that are left, how many were cancelled, and nanoseconds per timer."""
        start = time.perf_counter()
        tasks = []
        for timer in range(self.count):
            tasks.append(asyncio.create_task(self.wait(timer)))
            if timer % 1000 == 999:
                await asyncio.sleep(0)
        while self.pending < self.count:
            await asyncio.sleep(0)
        others = [task for timer, task in enumerate(tasks) if timer % 10 != 0]
        for task in others:
            task.cancel()
        cancelled = 0
        for task in others:
            try:
                await task
            except asyncio.CancelledError:
                cancelled += 1
        nanos = (time.perf_counter() - start) * 1e9 / self.count
        if time.monotonic() >= self.first:
            sys.exit(
                "too slow, or the machine too busy: not all timers that were to be cancelled"
                " were set and cancelled before the first deadline"
            )
        return tasks[::10], cancelled, nanos

    async def fire(self, kept):
        """Waits for those that are left, under load; gives the sum of their numbers, and how late they were, sorted."""
        loaded = True

        async def spin():
            while loaded:
                start = time.perf_counter()
                while time.perf_counter() - start < 20e-6:
                    pass
                await asyncio.sleep(0)

        load = [asyncio.create_task(spin()) for _ in range(2)]
        for task in kept:
            await task
        loaded = False
        for task in load:
            await task
        fired = [timer for timer, late in enumerate(self.lateness) if late is not None]
        lateness = sorted(self.lateness[timer] for timer in fired)
        if lateness[0] < -CLOCK:
            wrong("timer fired early")
        return sum(fired), lateness


# The loop runs what is due within the resolution of its clock.
CLOCK = time.get_clock_info("monotonic").resolution


async def timers(args):
    n = args.number("timers")
    lead = args.number("lead-ms") / 1000
    spread = args.number("spread-ms") / 1000
    warm = Deadlines(n // 10, lead / 10, spread / 10)
    kept, _, _ = await warm.set()
    await warm.fire(kept)
    gc.collect()
    deadlines = Deadlines(n, lead, spread)
    kept, cancelled, nanos = await deadlines.set()
    total, lateness = await deadlines.fire(kept)

    def quantile(q):
        return lateness[int(q * (len(lateness) - 1))] * 1e6

    print(f"answer {total + cancelled}")
    print(f"figure ns/op {nanos:.4f}")
    print(f"figure p50-us {quantile(0.5):.4f}")
    print(f"figure p99-us {quantile(0.99):.4f}")
