"""The benches of tasks that meet at channels and at a lock."""

import asyncio

from channel import END, Rendezvous, consume
from harness import measure

# ---- fanout: as channel, with a hundred that receive from the one

CONSUMERS = 100


async def produce_for_all(queue, n):
    for _ in range(n):
        await queue.put(1)
    for _ in range(CONSUMERS):
        await queue.put(END)


async def fanout(args):
    n = args.number("operations")

    async def batch():
        queue = asyncio.Queue(100)
        consumers = [asyncio.create_task(consume(queue)) for _ in range(CONSUMERS)]
        await produce_for_all(queue, n)
        return sum(await asyncio.gather(*consumers))

    await measure(args, n, batch)


# ---- select: a task for each channel; the one that has not received yet goes on to wait


async def send(channel, n):
    for _ in range(n):
        await channel.send(1)


async def receive_from(channels, n):
    waiting = {asyncio.create_task(channel.receive()): channel for channel in channels}
    received = 0
    total = 0
    while received < n:
        done, _ = await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in done:
            channel = waiting.pop(task)
            total += task.result()
            received += 1
            waiting[asyncio.create_task(channel.receive())] = channel
    for task in waiting:
        task.cancel()
    return total


async def select(args):
    n = args.number("operations")

    async def batch():
        one, two = Rendezvous(), Rendezvous()
        receiver = asyncio.create_task(receive_from((one, two), n))
        await asyncio.gather(send(one, n // 2), send(two, n - n // 2))
        return await receiver

    await measure(args, n, batch)


# ---- mutex


async def mutex(args):
    n = args.number("operations")

    async def batch():
        lock = asyncio.Lock()
        counter = 0

        async def count(times):
            nonlocal counter
            for _ in range(times):
                async with lock:
                    counter += 1

        await asyncio.gather(count(n // 2), count(n - n // 2))
        return counter

    await measure(args, n, batch)
