// What coroutines of one executor hand to each other. A waiting coroutine is its own queue node.
#pragma once

#include "executor.hpp"

#include <coroutine>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

/// A list of those that wait, by a link in each.
template <class Node> class waiting_list {
public:
    bool empty() const noexcept { return first_ == nullptr; }

    void push(Node* node) noexcept {
        (first_ == nullptr ? first_ : last_->next) = node;
        last_ = node;
    }

    Node* pop() noexcept {
        Node* node = first_;
        first_ = node->next;
        return node;
    }

    /// One that waits.
    void remove(Node* node) noexcept {
        Node* before = nullptr;
        for (Node* one = first_; one != node; one = one->next) {
            before = one;
        }
        (before == nullptr ? first_ : before->next) = node->next;
        if (last_ == node) {
            last_ = before;
        }
    }

private:
    Node* first_ = nullptr;
    Node* last_ = nullptr;
};

/// Without a buffer, sender and receiver meet; with one, the sender goes on while there is room.
template <class T> class channel {
public:
    channel(executor& on, std::size_t capacity) : on_(on), buffer_(capacity) {}
    channel(const channel&) = delete;
    channel& operator=(const channel&) = delete;

    struct sending {
        channel& to;
        T value;
        std::coroutine_handle<> self{};
        sending* next = nullptr;

        bool await_ready() {
            if (!to.receivers_.empty()) {
                receiving* receiver = to.next_receiver();
                receiver->value = value;
                to.on_.schedule(receiver->self);
                return true;
            }
            if (to.filled_ < to.buffer_.size()) {
                to.put(value);
                return true;
            }
            return false;
        }
        void await_suspend(std::coroutine_handle<> h) noexcept {
            self = h;
            to.senders_.push(this);
        }
        void await_resume() const noexcept {}
    };

    struct receiving {
        channel& from;
        std::optional<T> value{};
        std::coroutine_handle<> self{};
        receiving* next = nullptr;
        /// In a select, the other one, which waits no longer when this one is served.
        receiving* rival = nullptr;

        bool await_ready() {
            if (from.filled_ > 0) {
                value = from.take();
                if (!from.senders_.empty()) {
                    sending* sender = from.senders_.pop();
                    from.put(sender->value);
                    from.on_.schedule(sender->self);
                }
                return true;
            }
            if (!from.senders_.empty()) {
                sending* sender = from.senders_.pop();
                value = sender->value;
                from.on_.schedule(sender->self);
                return true;
            }
            return from.closed_;
        }
        void await_suspend(std::coroutine_handle<> h) noexcept {
            self = h;
            from.receivers_.push(this);
        }
        /// Nothing once the channel is closed and empty.
        std::optional<T> await_resume() const noexcept { return value; }
    };

    /// Receives from one of two channels, whichever is first.
    struct selecting {
        receiving one;
        receiving two;

        bool await_ready() { return one.await_ready() || two.await_ready(); }
        void await_suspend(std::coroutine_handle<> h) noexcept {
            one.rival = &two;
            two.rival = &one;
            one.await_suspend(h);
            two.await_suspend(h);
        }
        std::optional<T> await_resume() const noexcept { return one.value ? one.value : two.value; }
    };

    static selecting select(channel& one, channel& two) { return {one.receive(), two.receive()}; }

    sending send(T value) { return {*this, value}; }
    receiving receive() { return {*this}; }

    void close() {
        closed_ = true;
        while (!receivers_.empty()) {
            on_.schedule(next_receiver()->self);
        }
    }

private:
    receiving* next_receiver() noexcept {
        receiving* receiver = receivers_.pop();
        if (receiver->rival != nullptr) {
            receiver->rival->from.receivers_.remove(receiver->rival);
        }
        return receiver;
    }

    void put(T value) noexcept {
        std::size_t place = first_ + filled_++;
        buffer_[place < buffer_.size() ? place : place - buffer_.size()] = value;
    }

    T take() noexcept {
        T value = buffer_[first_];
        first_ = first_ + 1 == buffer_.size() ? 0 : first_ + 1;
        filled_--;
        return value;
    }

    executor& on_;
    std::vector<T> buffer_;
    std::size_t first_ = 0;
    std::size_t filled_ = 0;
    waiting_list<sending> senders_;
    waiting_list<receiving> receivers_;
    bool closed_ = false;
};

/// A lock that is had in the order in which it was asked for.
class mutex {
public:
    explicit mutex(executor& on) : on_(on) {}
    mutex(const mutex&) = delete;
    mutex& operator=(const mutex&) = delete;

    /// Gives the lock back when it goes out of scope.
    class [[nodiscard]] held {
    public:
        explicit held(mutex& m) noexcept : mutex_(m) {}
        held(const held&) = delete;
        held& operator=(const held&) = delete;
        ~held() { mutex_.unlock(); }

    private:
        mutex& mutex_;
    };

    struct locking {
        mutex& of;
        std::coroutine_handle<> self{};
        locking* next = nullptr;

        bool await_ready() noexcept { return !std::exchange(of.locked_, true); }
        void await_suspend(std::coroutine_handle<> h) noexcept {
            self = h;
            of.waiting_.push(this);
        }
        held await_resume() const noexcept { return held{of}; }
    };

    locking lock() noexcept { return {*this}; }

private:
    void unlock() {
        if (waiting_.empty()) {
            locked_ = false;
        } else {
            on_.schedule(waiting_.pop()->self);
        }
    }

    executor& on_;
    waiting_list<locking> waiting_;
    bool locked_ = false;
};

/// A value that comes later, for one that waits for it.
class promised {
public:
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> self) noexcept { waiting_ = self; }
    int await_resume() const noexcept { return value_; }

    void complete(executor& on, int value) {
        value_ = value;
        on.schedule(waiting_);
    }

    /// Has the one that waits go on here and now.
    void give(int value) {
        value_ = value;
        waiting_.resume();
    }

private:
    std::coroutine_handle<> waiting_{};
    int value_ = 0;
};
