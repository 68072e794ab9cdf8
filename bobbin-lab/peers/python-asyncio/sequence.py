"""The benches of sequences, and of a generator that is sent to."""

import sys

from harness import measure, wrong

# ---- generator

NUMBERS = list(range(1024))


def first(n):
    numbers = NUMBERS
    for i in range(n):
        yield numbers[i & 1023]


async def generate(args):
    n = args.number("operations")

    async def batch():
        total = 0
        for element in first(n):
            total += element
        return total

    await measure(args, n, batch)


# ---- recursive-generator


class Tree:
    __slots__ = ("left", "value", "right")

    def __init__(self, left, value, right):
        self.left = left
        self.value = value
        self.right = right


def balanced(start, end):
    if start == end:
        return None
    middle = (start + end) // 2
    return Tree(balanced(start, middle), middle, balanced(middle + 1, end))


def nodes(depth):
    """All that a depth has room for; or, if that is too deep, a list of left children."""
    if depth <= 20:
        return balanced(0, (1 << depth) - 1), (1 << depth) - 1
    tree = None
    for value in range(depth):
        tree = Tree(tree, value, None)
    return tree, depth


def in_order(tree):
    if tree.left is not None:
        yield from in_order(tree.left)
    yield tree.value
    if tree.right is not None:
        yield from in_order(tree.right)


async def walk(args):
    depth = args.number("depth")
    walks = args.number("walks")
    sys.setrecursionlimit(max(sys.getrecursionlimit(), 2 * depth))
    tree, size = nodes(depth)
    if list(in_order(tree)) != list(range(size)):
        wrong("order of nodes")

    async def batch():
        total = 0
        for _ in range(walks):
            for value in in_order(tree):
                total += value
        return total

    await measure(args, walks * size, batch)


# ---- switch


def echo():
    """Gives back what it gets, and at the end how often it did."""
    given = 0
    message = yield
    while message is not None:
        given += 1
        message = yield message
    return given


async def switch(args):
    n = args.number("operations")

    async def batch():
        send = echo().send
        send(None)
        message = NUMBERS
        for _ in range(n):
            message = send(message)
        try:
            send(None)
        except StopIteration as end:
            return end.value
        return -1

    await measure(args, n, batch)
