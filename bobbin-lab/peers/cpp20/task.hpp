// Lazy coroutines that await each other by symmetric transfer, and generators.
#pragma once

#include <coroutine>
#include <exception>
#include <iterator>
#include <utility>

/// A coroutine that starts when it is awaited.
template <class T> class [[nodiscard]] task {
public:
    struct promise_type {
        std::coroutine_handle<> continuation = std::noop_coroutine();
        T value{};

        struct final_awaiter {
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<promise_type> self) const noexcept {
                return self.promise().continuation;
            }
            void await_resume() const noexcept {}
        };

        task get_return_object() noexcept { return task{handle::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        final_awaiter final_suspend() const noexcept { return {}; }
        void return_value(T v) noexcept { value = std::move(v); }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    using handle = std::coroutine_handle<promise_type>;

    task() noexcept = default;
    explicit task(handle coroutine) noexcept : coroutine_(coroutine) {}
    task(task&& other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
    task& operator=(task&& other) noexcept {
        std::swap(coroutine_, other.coroutine_);
        return *this;
    }
    ~task() {
        if (coroutine_) {
            coroutine_.destroy();
        }
    }

    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<> awaiting) noexcept {
        coroutine_.promise().continuation = awaiting;
        return coroutine_;
    }
    T await_resume() { return std::move(coroutine_.promise().value); }

    handle release() noexcept { return std::exchange(coroutine_, {}); }

private:
    handle coroutine_;
};

/// A sequence that co_yields references; std::generator comes with C++23.
template <class T> class generator {
public:
    struct promise_type {
        const T* current = nullptr;

        generator get_return_object() noexcept { return generator{handle::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        std::suspend_always yield_value(const T& v) noexcept {
            current = &v;
            return {};
        }
        void return_void() const noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };
    using handle = std::coroutine_handle<promise_type>;

    class iterator {
    public:
        explicit iterator(handle coroutine) : coroutine_(coroutine) {}
        const T& operator*() const { return *coroutine_.promise().current; }
        iterator& operator++() {
            coroutine_.resume();
            return *this;
        }
        bool operator!=(std::default_sentinel_t) const { return !coroutine_.done(); }

    private:
        handle coroutine_;
    };

    explicit generator(handle coroutine) noexcept : coroutine_(coroutine) {}
    generator(generator&& other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
    ~generator() {
        if (coroutine_) {
            coroutine_.destroy();
        }
    }

    iterator begin() {
        coroutine_.resume();
        return iterator{coroutine_};
    }
    std::default_sentinel_t end() const { return {}; }

private:
    handle coroutine_;
};
