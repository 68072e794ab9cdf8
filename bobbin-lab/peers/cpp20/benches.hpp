// The benches that main.cpp does not have, and what they share with it.
#pragma once

#include "channel.hpp"
#include "executor.hpp"
#include "harness.hpp"

/// What runs all coroutines of a bench.
extern executor on;

// sequence.cpp
void generate(const arguments& args);
void walk(const arguments& args);
void switches(const arguments& args);
void transfers(const arguments& args);

// meeting.cpp
task<int> produce(channel<int>& to, long n);
task<long> consume(channel<int>& from);
void selected(const arguments& args);
void locked(const arguments& args);
void fanout(const arguments& args);
