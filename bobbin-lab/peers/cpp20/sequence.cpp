// The benches of sequences, and of coroutines that are resumed by hand.
#include "benches.hpp"
#include "coroutine.hpp"
#include "task.hpp"

#include <cstdint>
#include <memory>
#include <vector>

namespace {

// ---- generator -------------------------------------------------------------------------------------------------------

constexpr int numbers_size = 1024;
int numbers[numbers_size];

generator<int> first(long n) {
    for (long i = 0; i < n; i++) {
        co_yield numbers[i % numbers_size];
    }
}

__attribute__((noinline)) std::int64_t sum_of(generator<int>& elements) {
    std::int64_t sum = 0;
    for (int element : elements) {
        sum += element;
    }
    return sum;
}

// ---- recursive-generator ---------------------------------------------------------------------------------------------

struct tree {
    std::unique_ptr<tree> left;
    int value;
    std::unique_ptr<tree> right;
};

std::unique_ptr<tree> balanced(int from, int to) {
    if (from == to) {
        return nullptr;
    }
    const int middle = (from + to) / 2;
    return std::unique_ptr<tree>(new tree{balanced(from, middle), middle, balanced(middle + 1, to)});
}

/// All nodes that a depth has room for; or, if that is too deep, a list of left children.
std::unique_ptr<tree> nodes(long depth, long& size) {
    if (depth <= 20) {
        size = (1L << depth) - 1;
        return balanced(0, static_cast<int>(size));
    }
    size = depth;
    std::unique_ptr<tree> list;
    for (int i = 0; i < depth; i++) {
        list.reset(new tree{std::move(list), i, nullptr});
    }
    return list;
}

recursive_generator<int> in_order(const tree& t) {
    if (t.left) {
        co_yield in_order(*t.left);
    }
    co_yield t.value;
    if (t.right) {
        co_yield in_order(*t.right);
    }
}

__attribute__((noinline)) std::int64_t sum_of(recursive_generator<int>& elements) {
    std::int64_t sum = 0;
    for (int element : elements) {
        sum += element;
    }
    return sum;
}

// ---- switch ----------------------------------------------------------------------------------------------------------

using message = const int*;

const int something = 7;

/// Gives back what it gets, and at the end how often it did.
coroutine<message> echo() {
    long given = 0;
    message m = co_await first_message{};
    while (m != nullptr) {
        given++;
        m = co_yield m;
    }
    co_return given;
}

// ---- transfer --------------------------------------------------------------------------------------------------------

/// Coroutines of which each transfers to the next, as long as transfers are left.
struct ring {
    std::vector<coroutine<message>> members;
    long left = 0;

    explicit ring(std::size_t size) {
        members.reserve(size);
        for (std::size_t i = 0; i < size; i++) {
            members.push_back(member((i + 1) % size));
        }
    }

    coroutine<message> member(std::size_t next) {
        long made = 0;
        message m = co_await first_message{};
        while (m != nullptr) {
            if (left == 0) {
                m = co_yield m;
            } else {
                left--;
                made++;
                m = co_await members[next].transfer(m);
            }
        }
        co_return made;
    }
};

} // namespace

void generate(const arguments& args) {
    for (int i = 0; i < numbers_size; i++) {
        numbers[i] = i;
    }
    const long n = args.number("operations");
    measure(args, n, [n] {
        generator<int> elements = first(n);
        return sum_of(elements);
    });
}

void walk(const arguments& args) {
    long size = 0;
    const std::unique_ptr<tree> root = nodes(args.number("depth"), size);
    int next = 0;
    for (int value : in_order(*root)) {
        check(next++, value);
    }
    check(size, next);
    const long walks = args.number("walks");
    measure(args, walks * size, [&] {
        std::int64_t sum = 0;
        for (long i = 0; i < walks; i++) {
            recursive_generator<int> elements = in_order(*root);
            sum += sum_of(elements);
        }
        return sum;
    });
}

void switches(const arguments& args) {
    const long n = args.number("operations");
    measure(args, n, [n] {
        coroutine<message> echoing = echo();
        message m = &something;
        for (long i = 0; i < n; i++) {
            m = echoing.resume(m);
        }
        echoing.resume(nullptr);
        return std::int64_t{echoing.result()};
    });
}

void transfers(const arguments& args) {
    const long n = args.number("operations");
    const long size = args.number("ring");
    measure(args, n, [=] {
        ring members(size);
        members.left = n;
        members.members[0].resume(&something);
        std::int64_t made = 0;
        for (auto& one : members.members) {
            one.resume(nullptr);
            made += one.result();
        }
        return made;
    });
}
