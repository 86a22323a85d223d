package com.acme;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** Computes a value once a key, whoever asks, and however many ask at the same time. */
public final class Cache<K, V> {

    private final Map<K, V> values = new ConcurrentHashMap<>();
    private final Function<K, V> function;

    public Cache(Function<K, V> function) {
        this.function = function;
    }

    public V get(K key) {
        return values.computeIfAbsent(key, function);
    }

    /** Between the question and the answer somebody else may ask: the value is computed twice. */
    public V getCarelessly(K key) {
        V known = values.get(key);
        if (known == null) {
            known = function.apply(key);
            values.put(key, known);
        }
        return known;
    }
}
