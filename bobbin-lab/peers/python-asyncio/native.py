"""The lab's bench of calls of a function in C, by ctypes: a program of its own, so that the others need no C compiler."""

import asyncio
import ctypes
import os
import sys

from harness import Arguments, measure

library = ctypes.CDLL(os.path.join(os.path.dirname(os.path.abspath(__file__)), "libcalls.so"))
library.next.argtypes = [ctypes.c_int64]
library.next.restype = ctypes.c_int64


async def native(args):
    n = args.number("operations")

    async def batch():
        await asyncio.sleep(0)
        add_one = library.next
        x = 7
        for _ in range(n):
            x = add_one(x)
        return x

    await measure(args, n, batch)


asyncio.run(native(Arguments(sys.argv[2:])))
