// What all benches share: arguments, the measurement of the lab, resident memory.
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";

/** The program's arguments, name=value. */
export class Arguments {
  #values;

  constructor(words) {
    this.#values = new Map(words.map((word) => word.split("=", 2)));
  }

  number(name) {
    if (!this.#values.has(name)) {
      throw new Error(`no ${name}`);
    }
    return Number(this.#values.get(name));
  }
}

export function wrong(what) {
  console.log(`wrong ${what}`);
  process.exit(0);
}

function check(expected, actual) {
  if (expected !== actual) {
    wrong(`answers differ: ${expected} and ${actual}`);
  }
}

/** Warms up, then times iterations, each of as many batches as fit; prints the fastest iteration. */
export async function measure(args, operations, batch) {
  const begin = performance.now();
  const answer = await batch();
  while (performance.now() - begin < args.number("warmup-ms")) {
    check(answer, await batch());
  }
  let best = Infinity;
  for (let i = 0; i < args.number("iterations"); i++) {
    if (i > 0 && performance.now() - begin > args.number("most-ms")) {
      break;
    }
    const start = performance.now();
    let batches = 0;
    let elapsed = 0;
    do {
      check(answer, await batch());
      batches++;
      elapsed = performance.now() - start;
    } while (elapsed < args.number("iteration-ms"));
    best = Math.min(best, (elapsed * 1e6) / batches / operations);
  }
  console.log(`answer ${answer}`);
  console.log(`figure ns/op ${best.toFixed(4)}`);
}

/** Resident memory of this process in bytes, after garbage has been collected (--expose-gc). */
export function resident() {
  globalThis.gc();
  const status = readFileSync("/proc/self/status", "utf8");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)[1]) * 1024;
}
