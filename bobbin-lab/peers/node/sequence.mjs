// The benches of sequences, and of a generator that is given messages.
import { measure, wrong } from "./harness.mjs";

// ---- generator

const NUMBERS = Array.from({ length: 1024 }, (_, i) => i);

function* first(n) {
  for (let i = 0; i < n; i++) {
    yield NUMBERS[i & 1023];
  }
}

function sumOf(elements) {
  let sum = 0;
  for (const element of elements) {
    sum += element;
  }
  return sum;
}

export async function generate(args) {
  const n = args.number("operations");
  await measure(args, n, async () => sumOf(first(n)));
}

// ---- recursive-generator

function balanced(from, to) {
  if (from === to) {
    return null;
  }
  const middle = (from + to) >> 1;
  return { left: balanced(from, middle), value: middle, right: balanced(middle + 1, to) };
}

/** All nodes that a depth has room for; or, if that is too deep, a list of left children. */
function nodes(depth) {
  if (depth <= 20) {
    const size = 2 ** depth - 1;
    return { tree: balanced(0, size), size };
  }
  let tree = null;
  for (let value = 0; value < depth; value++) {
    tree = { left: tree, value, right: null };
  }
  return { tree, size: depth };
}

function* inOrder(tree) {
  if (tree.left !== null) {
    yield* inOrder(tree.left);
  }
  yield tree.value;
  if (tree.right !== null) {
    yield* inOrder(tree.right);
  }
}

export async function walk(args) {
  const { tree, size } = nodes(args.number("depth"));
  let next = 0;
  for (const value of inOrder(tree)) {
    if (value !== next++) {
      wrong("order of nodes");
    }
  }
  const walks = args.number("walks");
  await measure(args, walks * size, async () => {
    let sum = 0;
    for (let i = 0; i < walks; i++) {
      sum += sumOf(inOrder(tree));
    }
    return sum;
  });
}

// ---- switch

/** Gives back what it gets, and at the end how often it did. */
function* echo() {
  let given = 0;
  let message = yield;
  while (message !== null) {
    given++;
    message = yield message;
  }
  return given;
}

export async function switches(args) {
  const n = args.number("operations");
  await measure(args, n, async () => {
    const echoing = echo();
    echoing.next();
    let message = NUMBERS;
    for (let i = 0; i < n; i++) {
      message = echoing.next(message).value;
    }
    return echoing.next(null).value;
  });
}
