// What coroutines of one executor hand to each other. A waiting coroutine is its own queue node.
#pragma once

#include "executor.hpp"

#include <coroutine>
#include <cstddef>
#include <optional>
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
                receiving* receiver = to.receivers_.pop();
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

    sending send(T value) { return {*this, value}; }
    receiving receive() { return {*this}; }

    void close() {
        closed_ = true;
        while (!receivers_.empty()) {
            on_.schedule(receivers_.pop()->self);
        }
    }

private:
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
