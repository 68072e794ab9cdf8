// The lab's benches by async functions and promises. docs/lab.md defines them.
import { setTimeout as sleep } from "node:timers/promises";
import { Channel } from "./channel.mjs";
import { echo } from "./echo.mjs";
import { Arguments, measure, resident, wrong } from "./harness.mjs";
import { consume, fanout, mutex, produce, select } from "./meeting.mjs";
import { generate, switches, walk } from "./sequence.mjs";
import { timers } from "./timers.mjs";

// ---- call

const level1 = async (x) => (await level2(x + 1)) ^ x;
const level2 = async (x) => (await level3(x + 1)) ^ x;
const level3 = async (x) => (await level4(x + 1)) ^ x;
const level4 = async (x) => (await level5(x + 1)) ^ x;
const level5 = async (x) => (await level6(x + 1)) ^ x;
const level6 = async (x) => (await level7(x + 1)) ^ x;
const level7 = async (x) => (await level8(x + 1)) ^ x;
const level8 = async (x) => (await level9(x + 1)) ^ x;
const level9 = async (x) => (await level10(x + 1)) ^ x;
const level10 = async (x) => x + 1;

async function call(args) {
  const n = args.number("operations");
  await measure(args, n, async () => {
    let x = 7;
    for (let i = 0; i < n; i++) {
      x = await level1(x);
    }
    return x;
  });
}

// ---- resume: to resolve the promise that the leaf awaits is to have it run in the next microtask

class Signal {
  #resolve;

  wait() {
    return new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  give(value) {
    this.#resolve(value);
  }
}

async function leaf(signal) {
  let sum = 0;
  for (;;) {
    const value = await signal.wait();
    if (value === 0) {
      return sum;
    }
    sum += value;
  }
}

async function chain(depth, signal) {
  return (await (depth === 2 ? leaf(signal) : chain(depth - 1, signal))) + 1;
}

async function resume(args) {
  const n = args.number("operations");
  const depth = args.number("depth");
  await measure(args, n, async () => {
    const signal = new Signal();
    const root = depth === 1 ? leaf(signal) : chain(depth, signal);
    for (let i = 0; i < n; i++) {
      signal.give(1);
      await null;
    }
    signal.give(0);
    return await root;
  });
}

// ---- yield: to await what is no promise lets all others go first that can run

async function someYields(n) {
  let count = 0;
  while (count < n) {
    await null;
    count++;
  }
  return count;
}

async function total(tasks) {
  let sum = 0;
  for (const task of tasks) {
    sum += await task;
  }
  return sum;
}

async function yields(args) {
  const tasks = args.number("tasks");
  const each = Math.floor(args.number("operations") / tasks);
  await measure(args, tasks * each, () => total(Array.from({ length: tasks }, () => someYields(each))));
}

// ---- spawn: a call is a task that runs to its first await at once

const ready = async (x) => x;
const child = async (x) => await ready(x);

async function spawn(args) {
  const scopes = args.number("scopes");
  const n = args.number("operations") / scopes;
  await measure(args, n * scopes, async () => {
    let sum = 0;
    for (let scope = 0; scope < scopes; scope++) {
      const children = new Array(n);
      for (let i = 0; i < n; i++) {
        children[i] = child(i % 64);
      }
      for (const one of children) {
        sum += await one;
      }
    }
    return sum;
  });
}

// ---- pingpong

async function serve(there, back, rounds) {
  let value = 0;
  for (let i = 0; i < rounds; i++) {
    await there.send(value + 1);
    value = await back.receive();
  }
  return value;
}

async function reply(there, back, rounds) {
  for (let i = 0; i < rounds; i++) {
    const value = await there.receive();
    await back.send(value + 1);
  }
}

async function pingpong(args) {
  const rounds = args.number("operations");
  await measure(args, rounds, async () => {
    const there = new Channel(0);
    const back = new Channel(0);
    const server = serve(there, back, rounds);
    const other = reply(there, back, rounds);
    const last = await server;
    await other;
    return last;
  });
}

// ---- channel

async function buffered(args) {
  const n = args.number("operations");
  await measure(args, n, async () => {
    const channel = new Channel(100);
    const consumer = consume(channel);
    await produce(channel, n);
    return await consumer;
  });
}

// ---- skynet

async function tree(first, leaves) {
  if (leaves === 1) {
    return first;
  }
  const each = leaves / 10;
  const below = new Array(10);
  for (let i = 0; i < 10; i++) {
    below[i] = tree(first + i * each, each);
  }
  return total(below);
}

async function skynet(args) {
  const leaves = args.number("leaves");
  await measure(args, 1, () => tree(0, leaves));
}

// ---- parked: the promises are there before

async function alone(promise, a) {
  const got = await promise;
  return got + a;
}

async function park(n) {
  const promises = new Array(n);
  const resolves = new Array(n);
  for (let i = 0; i < n; i++) {
    promises[i] = new Promise((resolve) => {
      resolves[i] = resolve;
    });
  }
  const tasks = new Array(n).fill(null);
  const before = resident();
  for (let i = 0; i < n; i++) {
    tasks[i] = alone(promises[i], i);
  }
  const bytes = (resident() - before) / n;
  resolves.forEach((resolve, i) => resolve(2 * i));
  return { answer: await total(tasks), bytes };
}

async function parked(args) {
  const n = args.number("operations");
  await park(Math.min(n, 1000));
  const { answer, bytes } = await park(n);
  console.log(`answer ${answer}`);
  console.log(`figure rss-bytes ${bytes.toFixed(4)}`);
}

// ---- sleeping

let asleep = 0;

async function nap(milliseconds, answer) {
  asleep++;
  await sleep(milliseconds);
  asleep--;
  return answer;
}

async function sleeping(args) {
  const start = performance.now();
  const sum = await total(Array.from({ length: args.number("naps") }, (_, i) => nap(20, i)));
  if (performance.now() - start < 19) {
    wrong("woken too early"); // timers count whole milliseconds
  }
  const n = args.number("tasks");
  const tasks = new Array(n).fill(null);
  const before = resident();
  for (let i = 0; i < n; i++) {
    tasks[i] = nap(3_600_000, i);
  }
  const bytes = (resident() - before) / n;
  console.log(`answer ${sum + asleep}`);
  console.log(`figure rss-bytes ${bytes.toFixed(4)}`);
  process.exit(0); // nobody waits an hour
}

const BENCHES = {
  call,
  resume,
  generator: generate,
  yield: yields,
  spawn,
  pingpong,
  channel: buffered,
  select,
  mutex,
  fanout,
  "recursive-generator": walk,
  switch: switches,
  timers,
  echo,
  skynet,
  parked,
  sleeping,
};

const bench = BENCHES[process.argv[2]];
if (bench === undefined) {
  throw new Error("no such bench");
}
await bench(new Arguments(process.argv.slice(3)));
