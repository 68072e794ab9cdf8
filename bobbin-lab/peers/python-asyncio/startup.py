"""What the lab starts: one await, which suspends. Any argument besides the bench's has it wait for the end of its input."""

import asyncio
import sys


async def answer(x):
    await asyncio.sleep(0)
    return x + 1


print(asyncio.run(answer(41)), flush=True)
if len(sys.argv) > 2:
    sys.stdin.read()
