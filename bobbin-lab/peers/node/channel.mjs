// A channel of promises: without a buffer, sender and receiver meet; with one, the sender goes on while there is room.

/** First in, first out; a ring whose size is a power of two. */
class Queue {
  #ring = new Array(16);
  #head = 0;
  #size = 0;

  get size() {
    return this.#size;
  }

  push(element) {
    if (this.#size === this.#ring.length) {
      const ring = this.#ring;
      this.#ring = new Array(ring.length * 2);
      for (let i = 0; i < ring.length; i++) {
        this.#ring[i] = ring[(this.#head + i) & (ring.length - 1)];
      }
      this.#head = 0;
    }
    this.#ring[(this.#head + this.#size++) & (this.#ring.length - 1)] = element;
  }

  shift() {
    const element = this.#ring[this.#head];
    this.#ring[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#ring.length - 1);
    this.#size--;
    return element;
  }
}

const DONE = Promise.resolve();

/** What a receiver gets from a channel that is closed and empty. */
export const END = Symbol("end");

export class Channel {
  #capacity;
  #buffer = new Queue();
  #senders = new Queue();
  #receivers = new Queue();
  #closed = false;

  constructor(capacity) {
    this.#capacity = capacity;
  }

  send(value) {
    if (this.#receivers.size > 0) {
      this.#receivers.shift()(value);
      return DONE;
    }
    if (this.#buffer.size < this.#capacity) {
      this.#buffer.push(value);
      return DONE;
    }
    return new Promise((resolve) => this.#senders.push({ resolve, value }));
  }

  receive() {
    if (this.#buffer.size > 0) {
      const value = this.#buffer.shift();
      if (this.#senders.size > 0) {
        const sender = this.#senders.shift();
        this.#buffer.push(sender.value);
        sender.resolve();
      }
      return Promise.resolve(value);
    }
    if (this.#senders.size > 0) {
      const sender = this.#senders.shift();
      sender.resolve();
      return Promise.resolve(sender.value);
    }
    if (this.#closed) {
      return Promise.resolve(END);
    }
    return new Promise((resolve) => this.#receivers.push(resolve));
  }

  close() {
    this.#closed = true;
    while (this.#receivers.size > 0) {
      this.#receivers.shift()(END);
    }
  }
}
