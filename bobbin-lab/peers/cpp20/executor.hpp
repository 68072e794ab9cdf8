// A queue of coroutines that can run, the timers, and what runs them on one thread.
#pragma once

#include "task.hpp"

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <queue>
#include <thread>
#include <vector>

/// First in, first out; a ring whose size is a power of two.
class ready_queue {
public:
    bool empty() const noexcept { return head_ == tail_; }

    void push(std::coroutine_handle<> coroutine) {
        if (tail_ - head_ == ring_.size()) {
            grow();
        }
        ring_[tail_++ & (ring_.size() - 1)] = coroutine;
    }

    std::coroutine_handle<> pop() noexcept { return ring_[head_++ & (ring_.size() - 1)]; }

private:
    void grow() {
        std::vector<std::coroutine_handle<>> larger(ring_.size() * 2);
        for (std::size_t i = head_; i != tail_; i++) {
            larger[i - head_] = ring_[i & (ring_.size() - 1)];
        }
        tail_ -= head_;
        head_ = 0;
        ring_.swap(larger);
    }

    std::vector<std::coroutine_handle<>> ring_ = std::vector<std::coroutine_handle<>>(256);
    std::size_t head_ = 0;
    std::size_t tail_ = 0;
};

/// A task that runs by itself; whoever awaits it gets its result.
template <class T> class [[nodiscard]] job {
public:
    job() noexcept = default;
    explicit job(typename task<T>::handle coroutine) noexcept : coroutine_(coroutine) {}
    job(job&& other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
    job& operator=(job&& other) noexcept {
        std::swap(coroutine_, other.coroutine_);
        return *this;
    }
    ~job() {
        if (coroutine_) {
            coroutine_.destroy();
        }
    }

    bool await_ready() const noexcept { return coroutine_.done(); }
    void await_suspend(std::coroutine_handle<> awaiting) noexcept { coroutine_.promise().continuation = awaiting; }
    T await_resume() const noexcept { return coroutine_.promise().value; }

    T result() const noexcept { return coroutine_.promise().value; }
    bool done() const noexcept { return coroutine_.done(); }

private:
    typename task<T>::handle coroutine_;
};

class executor {
public:
    using clock = std::chrono::steady_clock;

    void schedule(std::coroutine_handle<> coroutine) { ready_.push(coroutine); }

    template <class T> job<T> spawn(task<T> t) {
        auto coroutine = t.release();
        schedule(coroutine);
        return job<T>{coroutine};
    }

    /// Lets all others that can run go first.
    auto yield() {
        struct awaiter {
            executor& on;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> self) const { on.schedule(self); }
            void await_resume() const noexcept {}
        };
        return awaiter{*this};
    }

    auto sleep(clock::duration time) {
        struct awaiter {
            executor& on;
            clock::time_point deadline;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<> self) const { on.timers_.push({deadline, self}); }
            void await_resume() const noexcept {}
        };
        return awaiter{*this, clock::now() + time};
    }

    /// Until nobody can run but those that sleep.
    void run_ready() {
        while (!ready_.empty()) {
            ready_.pop().resume();
        }
    }

    /// Until nobody can run and nobody sleeps.
    void run() {
        run_ready();
        while (!timers_.empty()) {
            std::this_thread::sleep_until(timers_.top().deadline);
            const auto now = clock::now();
            while (!timers_.empty() && timers_.top().deadline <= now) {
                schedule(timers_.top().sleeper);
                timers_.pop();
            }
            run_ready();
        }
    }

    std::size_t asleep() const noexcept { return timers_.size(); }

    /// Runs a task and all that it spawns; gives its result.
    template <class T> T run(task<T> t) {
        job<T> main = spawn(std::move(t));
        run();
        return main.result();
    }

private:
    struct timer {
        clock::time_point deadline;
        std::coroutine_handle<> sleeper;
        bool operator<(const timer& other) const noexcept { return deadline > other.deadline; }
    };

    ready_queue ready_;
    std::priority_queue<timer> timers_;
};
