// The benches of tasks that meet at channels and at a lock.
import { Channel, END } from "./channel.mjs";
import { measure } from "./harness.mjs";

export async function produce(channel, n) {
  for (let i = 0; i < n; i++) {
    await channel.send(1);
  }
  channel.close();
}

export async function consume(channel) {
  let sum = 0;
  for (;;) {
    const value = await channel.receive();
    if (value === END) {
      return sum;
    }
    sum += value;
  }
}

// ---- fanout

export async function fanout(args) {
  const n = args.number("operations");
  await measure(args, n, async () => {
    const channel = new Channel(100);
    const consumers = Array.from({ length: 100 }, () => consume(channel));
    await produce(channel, n);
    return (await Promise.all(consumers)).reduce((sum, one) => sum + one);
  });
}

// ---- select: a race of two receives; the one that loses stays

async function send(channel, n) {
  for (let i = 0; i < n; i++) {
    await channel.send(1);
  }
}

async function receiveFrom(channels, n) {
  const receive = (i) => channels[i].receive().then((value) => ({ i, value }));
  const waiting = channels.map((_, i) => receive(i));
  let sum = 0;
  for (let received = 0; received < n; received++) {
    const { i, value } = await Promise.race(waiting);
    sum += value;
    waiting[i] = receive(i);
  }
  return sum;
}

export async function select(args) {
  const n = args.number("operations");
  await measure(args, n, async () => {
    const one = new Channel(0);
    const two = new Channel(0);
    const receiver = receiveFrom([one, two], n);
    await Promise.all([send(one, Math.floor(n / 2)), send(two, n - Math.floor(n / 2))]);
    return await receiver;
  });
}

// ---- mutex: whoever asks awaits a promise of its own, which whoever gives back fulfils

class Mutex {
  #locked = false;
  #waiting = [];

  lock() {
    if (this.#locked) {
      return new Promise((resolve) => this.#waiting.push(resolve));
    }
    this.#locked = true;
    return undefined;
  }

  unlock() {
    if (this.#waiting.length > 0) {
      this.#waiting.shift()();
    } else {
      this.#locked = false;
    }
  }
}

export async function mutex(args) {
  const n = args.number("operations");
  await measure(args, n, async () => {
    const lock = new Mutex();
    let counter = 0;
    const count = async (times) => {
      for (let i = 0; i < times; i++) {
        await lock.lock();
        try {
          counter++;
        } finally {
          lock.unlock();
        }
      }
    };
    await Promise.all([count(Math.floor(n / 2)), count(n - Math.floor(n / 2))]);
    return counter;
  });
}
