// The lab's bench of calls of a function in C: a program of its own, as in the other languages.
#include "executor.hpp"
#include "harness.hpp"
#include "task.hpp"

#include <cstdint>

/// Of calls.c.
extern "C" std::int64_t next(std::int64_t x);

namespace {

executor on;

task<std::int64_t> calls(long n) {
    co_await on.yield();
    std::int64_t x = 7;
    for (long i = 0; i < n; i++) {
        x = next(x);
    }
    co_return x;
}

} // namespace

int main(int argc, char** argv) {
    const arguments args(argc - 2, argv + 2);
    const long n = args.number("operations");
    measure(args, n, [n] { return on.run(calls(n)); });
}
