// What all benches share: arguments, the measurement of the lab, resident memory.
#pragma once

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <string>

/// The program's arguments, name=value.
class arguments {
public:
    arguments(int count, char** words) {
        for (int i = 0; i < count; i++) {
            std::string word = words[i];
            auto equals = word.find('=');
            values_[word.substr(0, equals)] = equals == std::string::npos ? "" : word.substr(equals + 1);
        }
    }

    long number(const std::string& name) const {
        auto found = values_.find(name);
        if (found == values_.end()) {
            std::fprintf(stderr, "no %s\n", name.c_str());
            std::exit(2);
        }
        return std::stol(found->second);
    }

    bool has(const std::string& name) const { return values_.count(name) != 0; }

private:
    std::map<std::string, std::string> values_;
};

inline double milliseconds() {
    using namespace std::chrono;
    return duration<double, std::milli>(steady_clock::now().time_since_epoch()).count();
}

inline void check(std::int64_t expected, std::int64_t actual) {
    if (expected != actual) {
        std::printf("wrong answers differ: %ld and %ld\n", static_cast<long>(expected), static_cast<long>(actual));
        std::exit(0);
    }
}

inline void print_answer(std::int64_t answer) { std::printf("answer %ld\n", static_cast<long>(answer)); }

/// Warms up, then times iterations, each of as many batches as fit; prints the fastest iteration.
template <class Batch> void measure(const arguments& args, long operations, Batch batch) {
    const double begin = milliseconds();
    const std::int64_t answer = batch();
    while (milliseconds() - begin < args.number("warmup-ms")) {
        check(answer, batch());
    }
    double best = 0;
    for (long i = 0; i < args.number("iterations"); i++) {
        if (i > 0 && milliseconds() - begin > args.number("most-ms")) {
            break;
        }
        const double start = milliseconds();
        double elapsed = 0;
        long batches = 0;
        do {
            check(answer, batch());
            batches++;
            elapsed = milliseconds() - start;
        } while (elapsed < args.number("iteration-ms"));
        const double nanos = elapsed * 1e6 / (static_cast<double>(batches) * static_cast<double>(operations));
        best = i == 0 || nanos < best ? nanos : best;
    }
    print_answer(answer);
    std::printf("figure ns/op %.4f\n", best);
}

/// Resident memory of this process, in bytes.
inline double resident() {
    std::ifstream status("/proc/self/status");
    std::string word;
    while (status >> word) {
        if (word == "VmRSS:") {
            double kilobytes = 0;
            status >> kilobytes;
            return kilobytes * 1024;
        }
    }
    std::fprintf(stderr, "no VmRSS in /proc/self/status\n");
    std::exit(2);
}
