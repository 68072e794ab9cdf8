"""A channel without a buffer, which asyncio does not have: sender and receiver meet. And both sides of a queue that ends."""

import asyncio
from collections import deque


class Rendezvous:
    def __init__(self):
        self._loop = asyncio.get_running_loop()
        self._senders = deque()
        self._receivers = deque()

    async def send(self, value):
        if self._receivers:
            self._receivers.popleft().set_result(value)
            return
        taken = self._loop.create_future()
        self._senders.append((taken, value))
        await taken

    async def receive(self):
        if self._senders:
            taken, value = self._senders.popleft()
            taken.set_result(None)
            return value
        given = self._loop.create_future()
        self._receivers.append(given)
        return await given


END = object()


async def produce(queue, n):
    for _ in range(n):
        await queue.put(1)
    await queue.put(END)


async def consume(queue):
    total = 0
    while (value := await queue.get()) is not END:
        total += value
    return total
