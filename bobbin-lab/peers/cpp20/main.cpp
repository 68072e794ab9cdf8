// The lab's benches by C++20 coroutines on an executor of one thread. docs/lab.md defines them.
#include "benches.hpp"
#include "channel.hpp"
#include "executor.hpp"
#include "harness.hpp"
#include "task.hpp"

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <vector>

executor on;

namespace {

// ---- call ------------------------------------------------------------------------------------------------------------

task<int> level10(int x) { co_return x + 1; }
task<int> level9(int x) { co_return co_await level10(x + 1) ^ x; }
task<int> level8(int x) { co_return co_await level9(x + 1) ^ x; }
task<int> level7(int x) { co_return co_await level8(x + 1) ^ x; }
task<int> level6(int x) { co_return co_await level7(x + 1) ^ x; }
task<int> level5(int x) { co_return co_await level6(x + 1) ^ x; }
task<int> level4(int x) { co_return co_await level5(x + 1) ^ x; }
task<int> level3(int x) { co_return co_await level4(x + 1) ^ x; }
task<int> level2(int x) { co_return co_await level3(x + 1) ^ x; }
task<int> level1(int x) { co_return co_await level2(x + 1) ^ x; }

task<int> calls(int x, long n) {
    for (long i = 0; i < n; i++) {
        x = co_await level1(x);
    }
    co_return x;
}

void call(const arguments& args) {
    const long n = args.number("operations");
    volatile int start = 7; // or the compiler may compute it all
    measure(args, n, [n, &start] { return std::int64_t{on.run(calls(start, n))}; });
}

// ---- resume ----------------------------------------------------------------------------------------------------------

task<long> leaf(promised& signal) {
    long sum = 0;
    for (;;) {
        int value = co_await signal;
        if (value == 0) {
            co_return sum;
        }
        sum += value;
    }
}

task<long> chain(promised& signal, long depth) {
    if (depth == 2) {
        co_return co_await leaf(signal) + 1;
    }
    co_return co_await chain(signal, depth - 1) + 1;
}

void resume(const arguments& args) {
    const long n = args.number("operations");
    const long depth = args.number("depth");
    measure(args, n, [n, depth] {
        promised signal;
        job<long> root = on.spawn(depth == 1 ? leaf(signal) : chain(signal, depth));
        on.run();
        for (long i = 0; i < n; i++) {
            signal.give(1);
        }
        signal.give(0);
        return std::int64_t{root.done() ? root.result() : -1};
    });
}

// ---- yield -----------------------------------------------------------------------------------------------------------

task<long> some_yields(long n) {
    long count = 0;
    while (count < n) {
        co_await on.yield();
        count++;
    }
    co_return count;
}

task<long> all_yields(long tasks, long each) {
    std::vector<job<long>> yielding;
    yielding.reserve(tasks);
    for (long i = 0; i < tasks; i++) {
        yielding.push_back(on.spawn(some_yields(each)));
    }
    long sum = 0;
    for (auto& one : yielding) {
        sum += co_await one;
    }
    co_return sum;
}

void yield(const arguments& args) {
    const long tasks = args.number("tasks");
    const long each = args.number("operations") / tasks;
    measure(args, tasks * each, [=] { return std::int64_t{on.run(all_yields(tasks, each))}; });
}

// ---- spawn -----------------------------------------------------------------------------------------------------------

task<int> ready(int x) { co_return x; }

task<int> child(int x) { co_return co_await ready(x); }

task<long> scopes(long many, std::vector<job<int>>& children) {
    long sum = 0;
    for (long scope = 0; scope < many; scope++) {
        int answer = 0;
        for (auto& one : children) {
            one = on.spawn(child(answer++ % 64));
        }
        for (auto& one : children) {
            sum += co_await one;
        }
        for (auto& one : children) {
            one = job<int>{};
        }
    }
    co_return sum;
}

void spawn(const arguments& args) {
    const long many = args.number("scopes");
    const long n = args.number("operations");
    std::vector<job<int>> children(n / many);
    measure(args, n, [&] { return std::int64_t{on.run(scopes(many, children))}; });
}

// ---- pingpong --------------------------------------------------------------------------------------------------------

task<int> serve(channel<int>& there, channel<int>& back, long rounds) {
    int value = 0;
    for (long i = 0; i < rounds; i++) {
        co_await there.send(value + 1);
        value = *co_await back.receive();
    }
    co_return value;
}

task<int> reply(channel<int>& there, channel<int>& back, long rounds) {
    for (long i = 0; i < rounds; i++) {
        int value = *co_await there.receive();
        co_await back.send(value + 1);
    }
    co_return 0;
}

task<long> play(long rounds) {
    channel<int> there(on, 0);
    channel<int> back(on, 0);
    job<int> server = on.spawn(serve(there, back, rounds));
    job<int> other = on.spawn(reply(there, back, rounds));
    int last = co_await server;
    co_await other;
    co_return last;
}

void pingpong(const arguments& args) {
    const long n = args.number("operations");
    measure(args, n, [n] { return std::int64_t{on.run(play(n))}; });
}

// ---- channel ---------------------------------------------------------------------------------------------------------

task<long> through_channel(long n) {
    channel<int> elements(on, 100);
    job<long> consumer = on.spawn(consume(elements));
    job<int> producer = on.spawn(produce(elements, n));
    co_await producer;
    co_return co_await consumer;
}

void buffered(const arguments& args) {
    const long n = args.number("operations");
    measure(args, n, [n] { return std::int64_t{on.run(through_channel(n))}; });
}

// ---- skynet ----------------------------------------------------------------------------------------------------------

task<std::int64_t> tree(std::int64_t first, long leaves) {
    if (leaves == 1) {
        co_return first;
    }
    const long each = leaves / 10;
    job<std::int64_t> below[10];
    for (int i = 0; i < 10; i++) {
        below[i] = on.spawn(tree(first + i * each, each));
    }
    std::int64_t sum = 0;
    for (auto& one : below) {
        sum += co_await one;
    }
    co_return sum;
}

void skynet(const arguments& args) {
    const long leaves = args.number("leaves");
    measure(args, 1, [leaves] { return on.run(tree(0, leaves)); });
}

// ---- parked ----------------------------------------------------------------------------------------------------------

task<int> alone(promised& waited, int a) {
    int got = co_await waited;
    co_return got + a;
}

/// Has so many wait and answer; gives the sum of their answers, and resident bytes per task.
std::int64_t park(long n, double& bytes) {
    std::vector<promised> promises(n);
    std::vector<job<int>> tasks(n);
    const double before = resident();
    for (long i = 0; i < n; i++) {
        tasks[i] = on.spawn(alone(promises[i], static_cast<int>(i)));
        if (i % 1000 == 999) {
            on.run_ready();
        }
    }
    on.run_ready();
    bytes = (resident() - before) / static_cast<double>(n);
    for (long i = 0; i < n; i++) {
        promises[i].complete(on, static_cast<int>(2 * i));
    }
    on.run_ready();
    std::int64_t sum = 0;
    for (auto& one : tasks) {
        sum += one.done() ? one.result() : -1;
    }
    return sum;
}

void parked(const arguments& args) {
    double bytes = 0;
    park(std::min(args.number("operations"), 1000L), bytes);
    print_answer(park(args.number("operations"), bytes));
    std::printf("figure rss-bytes %.4f\n", bytes);
}

// ---- sleeping --------------------------------------------------------------------------------------------------------

task<int> nap(executor& in, executor::clock::duration time, int answer) {
    co_await in.sleep(time);
    co_return answer;
}

std::int64_t naps(long n) {
    executor waking;
    std::vector<job<int>> tasks(n);
    for (long i = 0; i < n; i++) {
        tasks[i] = waking.spawn(nap(waking, std::chrono::milliseconds(20), static_cast<int>(i)));
    }
    waking.run();
    std::int64_t sum = 0;
    for (auto& one : tasks) {
        sum += one.done() ? one.result() : -1;
    }
    return sum;
}

void sleeping(const arguments& args) {
    const long n = args.number("tasks");
    const std::int64_t woken = naps(args.number("naps"));
    executor night;
    std::vector<job<int>> tasks(n);
    const double before = resident();
    for (long i = 0; i < n; i++) {
        tasks[i] = night.spawn(nap(night, std::chrono::hours(1), static_cast<int>(i)));
        if (i % 1000 == 999) {
            night.run_ready();
        }
    }
    night.run_ready();
    const double bytes = (resident() - before) / static_cast<double>(n);
    print_answer(woken + static_cast<std::int64_t>(night.asleep()));
    std::printf("figure rss-bytes %.4f\n", bytes);
}

// ---- startup ---------------------------------------------------------------------------------------------------------

task<int> answer(int x) {
    co_await on.yield();
    co_return x + 1;
}

/// With "wait" it ends when its input does.
void startup(const arguments& args) {
    std::printf("%d\n", on.run(answer(41)));
    std::fflush(stdout);
    if (args.has("wait")) {
        std::getchar();
    }
}

} // namespace

int main(int argc, char** argv) {
    const std::pair<const char*, void (*)(const arguments&)> benches[] = {{"call", call},
                                                                          {"resume", resume},
                                                                          {"generator", generate},
                                                                          {"recursive-generator", walk},
                                                                          {"switch", switches},
                                                                          {"transfer", transfers},
                                                                          {"yield", yield},
                                                                          {"spawn", spawn},
                                                                          {"pingpong", pingpong},
                                                                          {"channel", buffered},
                                                                          {"select", selected},
                                                                          {"mutex", locked},
                                                                          {"fanout", fanout},
                                                                          {"skynet", skynet},
                                                                          {"parked", parked},
                                                                          {"sleeping", sleeping},
                                                                          {"startup", startup}};
    for (const auto& [name, bench] : benches) {
        if (argc > 1 && std::strcmp(argv[1], name) == 0) {
            bench(arguments(argc - 2, argv + 2));
            return 0;
        }
    }
    std::fprintf(stderr, "no such bench\n");
    return 2;
}
