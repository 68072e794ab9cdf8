// The bench of timers: many pending ones, most of which are cancelled.
import { setImmediate as turn } from "node:timers/promises";
import { wrong } from "./harness.mjs";

/** A wait that can be cut short; its promise tells whether it was. (An AbortSignal for each would be five objects more.) */
class Sleep {
  #timeout;
  #end;
  done;

  constructor(milliseconds) {
    this.done = new Promise((resolve) => {
      this.#end = resolve;
      this.#timeout = setTimeout(resolve, milliseconds, false);
    });
  }

  cancel() {
    clearTimeout(this.#timeout);
    this.#end(true);
  }
}

/** When each timer is to fire, and how late it did. */
class Deadlines {
  constructor(n, lead, spread) {
    this.first = performance.now() + lead;
    this.deadlines = Float64Array.from({ length: n }, () => this.first + Math.random() * spread);
    this.lateness = new Float64Array(n).fill(NaN);
    this.sleeps = new Array(n).fill(null);
  }

  async wait(timer) {
    const deadline = this.deadlines[timer];
    // One more, since it counts from the whole millisecond that has begun.
    const sleep = new Sleep(Math.ceil(deadline - performance.now()) + 1);
    this.sleeps[timer] = sleep;
    const cancelled = await sleep.done;
    if (!cancelled) {
      this.lateness[timer] = performance.now() - deadline;
    }
    return cancelled;
  }

  /** Has all timers pending, then most cancelled; gives those that are left, how many were cancelled, and nanoseconds per timer. */
  async set() {
    const start = performance.now();
    const n = this.deadlines.length;
    const tasks = new Array(n).fill(null);
    for (let i = 0; i < n; i++) {
      tasks[i] = this.wait(i);
    }
    for (let i = 0; i < n; i++) {
      if (i % 10 !== 0) {
        this.sleeps[i].cancel();
      }
    }
    let cancelled = 0;
    for (let i = 0; i < n; i++) {
      if (i % 10 !== 0) {
        cancelled += (await tasks[i]) ? 1 : 0;
      }
    }
    const nanos = ((performance.now() - start) * 1e6) / n;
    if (performance.now() >= this.first) {
      throw new Error(
        "too slow, or the machine too busy: not all timers that were to be cancelled" +
          " were set and cancelled before the first deadline",
      );
    }
    return { kept: tasks.filter((_, i) => i % 10 === 0), cancelled, nanos };
  }

  /** Waits for those that are left, under load; gives the sum of their numbers, and how late they were, sorted. */
  async fire(kept) {
    let loaded = true;
    const spin = async () => {
      while (loaded) {
        const start = performance.now();
        while (performance.now() - start < 0.02);
        await turn();
      }
    };
    const load = [spin(), spin()];
    await Promise.all(kept);
    loaded = false;
    await Promise.all(load);
    let sum = 0;
    this.lateness.forEach((late, i) => (sum += Number.isNaN(late) ? 0 : i));
    const lateness = this.lateness.filter((late) => !Number.isNaN(late)).sort();
    if (lateness[0] < 0) {
      wrong("timer fired early");
    }
    return { sum, lateness };
  }
}

export async function timers(args) {
  const n = args.number("timers");
  const lead = args.number("lead-ms");
  const spread = args.number("spread-ms");
  const warm = new Deadlines(n / 10, lead / 10, spread / 10);
  await warm.fire((await warm.set()).kept);
  globalThis.gc();
  const deadlines = new Deadlines(n, lead, spread);
  const { kept, cancelled, nanos } = await deadlines.set();
  const { sum, lateness } = await deadlines.fire(kept);
  const quantile = (q) => lateness[Math.floor(q * (lateness.length - 1))] * 1e3;
  console.log(`answer ${sum + cancelled}`);
  console.log(`figure ns/op ${nanos.toFixed(4)}`);
  console.log(`figure p50-us ${quantile(0.5).toFixed(4)}`);
  console.log(`figure p99-us ${quantile(0.99).toFixed(4)}`);
}
