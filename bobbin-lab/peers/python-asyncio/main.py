"""The lab's benches by coroutines of Python on asyncio's event loop. docs/lab.md defines them."""

import asyncio
import sys
import time

from channel import Rendezvous, consume, produce
from echo import echo
from harness import Arguments, measure, resident, wrong
from meeting import fanout, mutex, select
from sequence import generate, switch, walk
from timers import timers

# ---- call


async def level1(x):
    return await level2(x + 1) ^ x


async def level2(x):
    return await level3(x + 1) ^ x


async def level3(x):
    return await level4(x + 1) ^ x


async def level4(x):
    return await level5(x + 1) ^ x


async def level5(x):
    return await level6(x + 1) ^ x


async def level6(x):
    return await level7(x + 1) ^ x


async def level7(x):
    return await level8(x + 1) ^ x


async def level8(x):
    return await level9(x + 1) ^ x


async def level9(x):
    return await level10(x + 1) ^ x


async def level10(x):
    return x + 1


async def call(args):
    n = args.number("operations")

    async def batch():
        x = 7
        for _ in range(n):
            x = await level1(x)
        return x

    await measure(args, n, batch)


# ---- resume: the coroutine is driven by hand, without the event loop


class Signal:
    """What is sent to the coroutine is what its await gives."""

    def __await__(self):
        return (yield)


async def leaf(signal):
    total = 0
    while value := await signal:
        total += value
    return total


async def chain(depth, signal):
    if depth == 2:
        return await leaf(signal) + 1
    return await chain(depth - 1, signal) + 1


async def resume(args):
    n = args.number("operations")
    depth = args.number("depth")

    async def batch():
        signal = Signal()
        root = leaf(signal) if depth == 1 else chain(depth, signal)
        send = root.send
        send(None)
        for _ in range(n):
            send(1)
        try:
            send(0)
        except StopIteration as end:
            return end.value
        return -1

    await measure(args, n, batch)


# ---- yield


async def some_yields(n):
    count = 0
    while count < n:
        await asyncio.sleep(0)
        count += 1
    return count


async def yields(args):
    tasks = args.number("tasks")
    each = args.number("operations") // tasks

    async def batch():
        yielding = [asyncio.create_task(some_yields(each)) for _ in range(tasks)]
        return sum([await task for task in yielding])

    await measure(args, tasks * each, batch)


# ---- spawn


async def ready(x):
    return x


async def child(x):
    return await ready(x)


async def spawn(args):
    scopes = args.number("scopes")
    n = args.number("operations")

    async def batch():
        total = 0
        for _ in range(scopes):
            children = [asyncio.create_task(child(i % 64)) for i in range(n // scopes)]
            for one in children:
                total += await one
        return total

    await measure(args, n, batch)


# ---- pingpong


async def serve(there, back, rounds):
    value = 0
    for _ in range(rounds):
        await there.send(value + 1)
        value = await back.receive()
    return value


async def reply(there, back, rounds):
    for _ in range(rounds):
        value = await there.receive()
        await back.send(value + 1)


async def pingpong(args):
    rounds = args.number("operations")

    async def batch():
        there, back = Rendezvous(), Rendezvous()
        server = asyncio.create_task(serve(there, back, rounds))
        other = asyncio.create_task(reply(there, back, rounds))
        last = await server
        await other
        return last

    await measure(args, rounds, batch)


# ---- channel: the library's queue

async def buffered(args):
    n = args.number("operations")

    async def batch():
        queue = asyncio.Queue(100)
        consumer = asyncio.create_task(consume(queue))
        producer = asyncio.create_task(produce(queue, n))
        await producer
        return await consumer

    await measure(args, n, batch)


# ---- skynet


async def tree(start, leaves):
    if leaves == 1:
        return start
    each = leaves // 10
    below = [asyncio.create_task(tree(start + i * each, each)) for i in range(10)]
    total = 0
    for task in below:
        total += await task
    return total


async def skynet(args):
    leaves = args.number("leaves")
    await measure(args, 1, lambda: tree(0, leaves))


# ---- parked


async def alone(promise, a):
    got = await promise
    return got + a


async def park(n):
    loop = asyncio.get_running_loop()
    promises = [loop.create_future() for _ in range(n)]
    tasks = [None] * n
    before = resident()
    for i in range(n):
        tasks[i] = asyncio.create_task(alone(promises[i], i))
        if i % 1000 == 999:
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    bytes_each = (resident() - before) / n
    for i, promise in enumerate(promises):
        promise.set_result(2 * i)
    total = 0
    for task in tasks:
        total += await task
    return total, bytes_each


async def parked(args):
    n = args.number("operations")
    await park(min(n, 1000))
    total, bytes_each = await park(n)
    print(f"answer {total}")
    print(f"figure rss-bytes {bytes_each:.4f}")


# ---- sleeping

asleep = 0


async def nap(seconds, answer):
    global asleep
    asleep += 1
    await asyncio.sleep(seconds)
    asleep -= 1
    return answer


async def sleeping(args):
    start = time.monotonic()
    napping = [asyncio.create_task(nap(0.02, i)) for i in range(args.number("naps"))]
    total = sum([await task for task in napping])
    if time.monotonic() - start < 0.02:
        wrong("woken too early")
    del napping
    n = args.number("tasks")
    tasks = [None] * n
    before = resident()
    for i in range(n):
        tasks[i] = asyncio.create_task(nap(3600, i))
        if i % 1000 == 999:
            await asyncio.sleep(0)
    await asyncio.sleep(0)
    bytes_each = (resident() - before) / n
    print(f"answer {total + asleep}")
    print(f"figure rss-bytes {bytes_each:.4f}", flush=True)
    for task in tasks:
        task.cancel()
    ended = await asyncio.gather(*tasks, return_exceptions=True)
    cancelled = sum(isinstance(end, asyncio.CancelledError) for end in ended)
    if cancelled != n:
        wrong(f"{cancelled} cancelled tasks instead of {n}")


BENCHES = {
    "call": call,
    "resume": resume,
    "generator": generate,
    "yield": yields,
    "spawn": spawn,
    "pingpong": pingpong,
    "channel": buffered,
    "select": select,
    "mutex": mutex,
    "fanout": fanout,
    "recursive-generator": walk,
    "switch": switch,
    "timers": timers,
    "echo": echo,
    "skynet": skynet,
    "parked": parked,
    "sleeping": sleeping,
}

if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in BENCHES:
        sys.exit("no such bench")
    asyncio.run(BENCHES[sys.argv[1]](Arguments(sys.argv[2:])))
