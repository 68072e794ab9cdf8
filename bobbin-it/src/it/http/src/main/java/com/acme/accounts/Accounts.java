package com.acme.accounts;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.Bobbin;
import dev.bobbin.Mutex;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Balances by name. None is ever below zero. */
final class Accounts {
    /** The balance is read and written with a wait between, as a database would have it: only the lock keeps others away. */
    private static final class Account {
        final Mutex lock = Mutex.of();
        int balance;
    }

    static final class Overdrawn extends Exception {
        private static final long serialVersionUID = 1;

        Overdrawn(String name, int balance) {
            super(name + " has only " + balance);
        }
    }

    private final Map<String, Account> accounts = new ConcurrentHashMap<>();

    Async<Integer> balance(String name) {
        Account account = account(name);
        try (var held = account.lock.lock().await()) {
            return done(account.balance);
        }
    }

    /** @return the new balance */
    Async<Integer> add(String name, int amount) throws Overdrawn {
        Account account = account(name);
        try (var held = account.lock.lock().await()) {
            int before = account.balance;
            Bobbin.yieldNow().await();
            if (before + amount < 0) {
                throw new Overdrawn(name, before);
            }
            account.balance = before + amount;
            return done(account.balance);
        }
    }

    private Account account(String name) {
        return accounts.computeIfAbsent(name, any -> new Account());
    }
}
