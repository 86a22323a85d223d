// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.List;

/**
 * The ways in which a workload is written: the key under which a run gets what is particular to its
 * own, see {@link RunContext#make}.
 */
public record Variants<T>(List<Variant<? extends T>> all) {

    public Variants {
        all = List.copyOf(all);
    }

    /** In the order in which they are to be listed. The first without a flaw is the default. */
    @SafeVarargs
    @SuppressWarnings("varargs") // List.of only reads them
    public static <T> Variants<T> of(Variant<? extends T>... all) {
        return new Variants<>(List.of(all));
    }

    /**
     * @throws TandemException.Usage when there is no such variant
     */
    public Variant<? extends T> get(String id) {
        return find(all, id);
    }

    static <V extends Variant<?>> V find(List<V> variants, String id) {
        return variants.stream()
                .filter(variant -> variant.id().equals(id))
                .findFirst()
                .orElseThrow(() -> {
                    List<String> names = variants.stream().map(Variant::id).toList();
                    return new TandemException.Usage(Suggestions.unknown("variant", id, names));
                });
    }
}
