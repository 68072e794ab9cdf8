// Coroutines that are resumed with a message and yield one, and generators that yield all of another.
#pragma once

#include <coroutine>
#include <exception>
#include <iterator>
#include <utility>

/// What a coroutine awaits to get what it is resumed with at first.
struct first_message {};

/// Gets a message when it is resumed, and gives one when it yields; in the end it has a count.
template <class T> class [[nodiscard]] coroutine {
public:
    struct promise_type {
        T given{};
        T yielded{};
        long count = 0;

        struct taking {
            promise_type& promise;
            bool await_ready() const noexcept { return false; }
            void await_suspend(std::coroutine_handle<>) const noexcept {}
            T await_resume() const noexcept { return promise.given; }
        };
        struct taking_first : taking {
            bool await_ready() const noexcept { return true; }
        };
        struct transferring {
            promise_type& from;
            std::coroutine_handle<promise_type> to;
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(std::coroutine_handle<>) const noexcept { return to; }
            T await_resume() const noexcept { return from.given; }
        };

        coroutine get_return_object() noexcept { return coroutine{handle::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        std::suspend_always final_suspend() const noexcept { return {}; }
        taking yield_value(T message) noexcept {
            yielded = message;
            return {*this};
        }
        taking_first await_transform(first_message) noexcept { return {{*this}}; }
        transferring await_transform(std::pair<coroutine*, T> next) noexcept {
            next.first->coroutine_.promise().given = next.second;
            return {*this, next.first->coroutine_};
        }
        void return_value(long c) noexcept { count = c; }
        void unhandled_exception() noexcept { std::terminate(); }
    };
    using handle = std::coroutine_handle<promise_type>;

    explicit coroutine(handle h) noexcept : coroutine_(h) {}
    coroutine(coroutine&& other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
    coroutine& operator=(coroutine&&) = delete;
    ~coroutine() {
        if (coroutine_) {
            coroutine_.destroy();
        }
    }

    /// Runs it until it yields or ends; gives what it yielded last.
    T resume(T message) {
        coroutine_.promise().given = message;
        coroutine_.resume();
        return coroutine_.promise().yielded;
    }

    /// Awaited in another coroutine: this one goes on in its place, on the same stack frame.
    std::pair<coroutine*, T> transfer(T message) noexcept { return {this, message}; }

    /// What it has returned; -1 if it has not.
    long result() const noexcept { return coroutine_.done() ? coroutine_.promise().count : -1; }

private:
    handle coroutine_;
};

/// A sequence that co_yields references, or all of another one; std::generator, which can do that too, comes with C++23.
///
/// The root knows the innermost one, which is resumed directly: what a step costs does not depend on the depth.
template <class T> class [[nodiscard]] recursive_generator {
public:
    struct promise_type;
    using handle = std::coroutine_handle<promise_type>;

    struct promise_type {
        promise_type* root = this;
        handle parent{};
        // Of the root only:
        handle innermost = handle::from_promise(*this);
        const T* current = nullptr;

        struct descending {
            recursive_generator nested;
            bool await_ready() const noexcept { return false; }
            handle await_suspend(handle above) noexcept {
                promise_type& below = nested.coroutine_.promise();
                below.root = above.promise().root;
                below.parent = above;
                below.root->innermost = nested.coroutine_;
                return nested.coroutine_;
            }
            void await_resume() const noexcept {}
        };
        struct ascending {
            bool await_ready() const noexcept { return false; }
            std::coroutine_handle<> await_suspend(handle self) const noexcept {
                promise_type& promise = self.promise();
                if (!promise.parent) {
                    return std::noop_coroutine();
                }
                promise.root->innermost = promise.parent;
                return promise.parent;
            }
            void await_resume() const noexcept {}
        };

        recursive_generator get_return_object() noexcept { return recursive_generator{handle::from_promise(*this)}; }
        std::suspend_always initial_suspend() const noexcept { return {}; }
        ascending final_suspend() const noexcept { return {}; }
        std::suspend_always yield_value(const T& v) noexcept {
            root->current = &v;
            return {};
        }
        descending yield_value(recursive_generator nested) noexcept { return {std::move(nested)}; }
        void return_void() const noexcept {}
        void unhandled_exception() noexcept { std::terminate(); }
    };

    class iterator {
    public:
        explicit iterator(handle root) : root_(root) {}
        const T& operator*() const { return *root_.promise().current; }
        iterator& operator++() {
            root_.promise().innermost.resume();
            return *this;
        }
        bool operator!=(std::default_sentinel_t) const { return !root_.done(); }

    private:
        handle root_;
    };

    explicit recursive_generator(handle h) noexcept : coroutine_(h) {}
    recursive_generator(recursive_generator&& other) noexcept : coroutine_(std::exchange(other.coroutine_, {})) {}
    recursive_generator& operator=(recursive_generator&&) = delete;
    ~recursive_generator() {
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
