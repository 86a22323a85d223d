// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.own;

import dev.tandem.spi.Seeds;
import dev.tandem.spi.TandemException.Usage;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Hashes results by what is in them, so that equal ones have the same hash in every process and
 * different ones, but for one pair in 2<sup>64</sup>, do not. Texts, numbers, constants, arrays,
 * collections, maps, options and records are taken apart; anything else answers for itself with its
 * {@code hashCode}. Several threads may use one.
 */
final class Content {

    private final String method;
    private final Map<Class<?>, List<MethodHandle>> accessors = new ConcurrentHashMap<>();

    /**
     * @param method what returns the results, for messages
     */
    Content(String method) {
        this.method = method;
    }

    /**
     * @throws Usage when a value has no content that this knows, and no {@code hashCode} of its own
     */
    long hash(@Nullable Object value) {
        return switch (value) {
            case null -> 0;
            case CharSequence text -> text.chars().asLongStream().reduce(1, Seeds::mix);
            case Enum<?> constant ->
                    Seeds.mix(type(constant.getDeclaringClass()), hash(constant.name()));
            case Double number -> Seeds.mix(type(Double.class), Double.doubleToLongBits(number));
            case Long number -> Seeds.mix(type(Long.class), number);
            case int[] numbers -> Arrays.stream(numbers).asLongStream().reduce(2, Seeds::mix);
            case long[] numbers -> Arrays.stream(numbers).reduce(3, Seeds::mix);
            case double[] numbers ->
                    Arrays.stream(numbers)
                            .mapToLong(Double::doubleToLongBits)
                            .reduce(4, Seeds::mix);
            case Object[] values -> ordered(Arrays.asList(values), 5);
            case Optional<?> option -> Seeds.mix(6, hash(option.orElse(null)));
            case Map.Entry<?, ?> entry -> Seeds.mix(hash(entry.getKey()), hash(entry.getValue()));
            case Map<?, ?> map -> unordered(map.entrySet(), 7);
            case Set<?> set -> unordered(set, 8);
            case Collection<?> values -> ordered(values, 9);
            case Record composed -> ordered(parts(composed), type(composed.getClass()));
            default -> value.getClass().isArray() ? ofArray(value) : ownHash(value);
        };
    }

    /** Equal numbers of two types are not equal. */
    private static long type(Class<?> type) {
        return type.getName().hashCode();
    }

    private long ordered(Collection<?> values, long start) {
        return values.stream().mapToLong(this::hash).reduce(start, Seeds::mix);
    }

    private long unordered(Collection<?> values, long start) {
        return values.stream().mapToLong(this::hash).reduce(start, Long::sum);
    }

    private long ofArray(Object array) {
        long hash = type(array.getClass());
        for (int i = 0; i < Array.getLength(array); i++) {
            hash = Seeds.mix(hash, Array.get(array, i).hashCode());
        }
        return hash;
    }

    private List<@Nullable Object> parts(Record composed) {
        List<@Nullable Object> parts = new ArrayList<>();
        for (MethodHandle accessor :
                accessors.computeIfAbsent(composed.getClass(), Content::accessors)) {
            try {
                parts.add(accessor.invoke(composed));
            } catch (Throwable e) {
                throw OwnCode.failed("the accessor of a " + composed.getClass().getName(), e);
            }
        }
        return parts;
    }

    private static List<MethodHandle> accessors(Class<?> type) {
        List<MethodHandle> found = new ArrayList<>();
        try {
            Lookup lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            for (RecordComponent component : type.getRecordComponents()) {
                found.add(lookup.unreflect(component.getAccessor()));
            }
        } catch (IllegalAccessException e) {
            throw OwnCode.failed("the access to " + type.getName(), e);
        }
        return found;
    }

    private long ownHash(Object value) {
        int hash = value.hashCode();
        if (hash == System.identityHashCode(value) && hasNoOwnHash(value.getClass())) {
            throw new Usage(
                    method
                            + " returns a "
                            + value.getClass().getName()
                            + ", which has no hashCode of its own; give the class of the method a"
                            + " static method digest that takes one and returns a long");
        }
        return Seeds.mix(type(value.getClass()), hash);
    }

    private static boolean hasNoOwnHash(Class<?> type) {
        try {
            return type.getMethod("hashCode").getDeclaringClass().equals(Object.class);
        } catch (NoSuchMethodException e) {
            throw new AssertionError("every object has a hashCode", e);
        }
    }
}
