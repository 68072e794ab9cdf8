package com.acme.cache;

import static dev.bobbin.Async.done;

import dev.bobbin.Async;
import dev.bobbin.AsyncFunction;
import dev.bobbin.Clock;
import dev.bobbin.Mutex;
import dev.bobbin.Scope;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Keeps what took long to load, for a while. Who asks for what is being loaded waits for that. */
final class Cache<K, V> {
    private final AsyncFunction<K, V> load;
    private final Duration lifetime;
    private final Scope evictions;
    private final Mutex lock = Mutex.of();
    private final Map<K, V> values = new HashMap<>();

    /** @param evictions in which values are forgotten; who cancels it keeps them */
    Cache(AsyncFunction<K, V> load, Duration lifetime, Scope evictions) {
        this.load = load;
        this.lifetime = lifetime;
        this.evictions = evictions;
    }

    Async<V> get(K key) throws Exception {
        try (var held = lock.lock().await()) {
            return done(carelessGet(key).await());
        }
    }

    /** Without the lock, so that two may load the same. */
    Async<V> carelessGet(K key) throws Exception {
        V value = values.get(key);
        if (value == null) {
            value = load.apply(key).await();
            values.put(key, value);
            evictions.spawn(forget(key));
        }
        return done(value);
    }

    private Async<Void> forget(K key) {
        Clock.sleep(lifetime).await();
        values.remove(key);
        return done();
    }
}
