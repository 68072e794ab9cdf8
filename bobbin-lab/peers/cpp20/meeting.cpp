// The benches of coroutines that meet at channels and at a lock.
#include "benches.hpp"

#include <cstdint>
#include <optional>
#include <vector>

task<int> produce(channel<int>& to, long n) {
    for (long i = 0; i < n; i++) {
        co_await to.send(1);
    }
    to.close();
    co_return 0;
}

task<long> consume(channel<int>& from) {
    long sum = 0;
    while (std::optional<int> value = co_await from.receive()) {
        sum += *value;
    }
    co_return sum;
}

namespace {

// ---- select ----------------------------------------------------------------------------------------------------------

task<int> send(channel<int>& to, long n) {
    for (long i = 0; i < n; i++) {
        co_await to.send(1);
    }
    co_return 0;
}

task<long> select(channel<int>& one, channel<int>& two, long n) {
    long sum = 0;
    for (long i = 0; i < n; i++) {
        std::optional<int> value = co_await channel<int>::select(one, two);
        sum += *value;
    }
    co_return sum;
}

task<long> through_two(long n) {
    channel<int> one(on, 0);
    channel<int> two(on, 0);
    job<long> receiver = on.spawn(select(one, two, n));
    job<int> first = on.spawn(send(one, n / 2));
    job<int> second = on.spawn(send(two, n - n / 2));
    co_await first;
    co_await second;
    co_return co_await receiver;
}

// ---- mutex -----------------------------------------------------------------------------------------------------------

task<int> count(mutex& lock, long& counter, long n) {
    for (long i = 0; i < n; i++) {
        auto held = co_await lock.lock();
        counter++;
    }
    co_return 0;
}

task<long> counted(long n) {
    mutex lock(on);
    long counter = 0;
    job<int> first = on.spawn(count(lock, counter, n / 2));
    job<int> second = on.spawn(count(lock, counter, n - n / 2));
    co_await first;
    co_await second;
    co_return counter;
}

// ---- fanout ----------------------------------------------------------------------------------------------------------

task<long> to_many(long n) {
    channel<int> elements(on, 100);
    std::vector<job<long>> consumers;
    for (int i = 0; i < 100; i++) {
        consumers.push_back(on.spawn(consume(elements)));
    }
    job<int> producer = on.spawn(produce(elements, n));
    co_await producer;
    long sum = 0;
    for (auto& one : consumers) {
        sum += co_await one;
    }
    co_return sum;
}

} // namespace

void selected(const arguments& args) {
    const long n = args.number("operations");
    measure(args, n, [n] { return std::int64_t{on.run(through_two(n))}; });
}

void locked(const arguments& args) {
    const long n = args.number("operations");
    measure(args, n, [n] { return std::int64_t{on.run(counted(n))}; });
}

void fanout(const arguments& args) {
    const long n = args.number("operations");
    measure(args, n, [n] { return std::int64_t{on.run(to_many(n))}; });
}
