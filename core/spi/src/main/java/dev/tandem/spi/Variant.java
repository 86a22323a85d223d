// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * One way of writing a workload.
 *
 * @param id lower case with hyphens
 * @param flaw the forbidden outcome that this way can produce, which makes it a broken one
 * @param bounded why the explorer cannot search it whole in reasonable time; empty when it can
 * @param maker makes what is particular to it, anew for each run
 */
public record Variant<T>(
        String id,
        String title,
        Optional<Label> flaw,
        Optional<String> bounded,
        Function<RunContext, ? extends T> maker) {

    /** The id of the variant of a workload that is written in one way, of which none is told. */
    public static final String ONLY_ID = "default";

    /** The variant of a workload that is written in one way. */
    static final Variant<?> ONLY =
            new Variant<>(
                    ONLY_ID,
                    "the only way it is written",
                    Optional.empty(),
                    Optional.empty(),
                    context -> context);

    /** A correct way. */
    public static <T> Variant<T> sound(String id, String title, Supplier<? extends T> maker) {
        return sound(id, title, context -> maker.get());
    }

    /** A correct way, made from the parameters of the run. */
    public static <T> Variant<T> sound(
            String id, String title, Function<RunContext, ? extends T> maker) {
        return new Variant<>(id, title, Optional.empty(), Optional.empty(), maker);
    }

    /**
     * A broken way.
     *
     * @param flaw what it can come to; forbidden
     */
    public static <T> Variant<T> flawed(
            String id, String title, Label flaw, Supplier<? extends T> maker) {
        return flawed(id, title, flaw, context -> maker.get());
    }

    /** A broken way, made from the parameters of the run. */
    public static <T> Variant<T> flawed(
            String id, String title, Label flaw, Function<RunContext, ? extends T> maker) {
        if (flaw.grade() != Grade.FORBIDDEN) {
            throw new IllegalArgumentException(
                    "variant " + id + ": the flaw " + flaw.name() + " is not forbidden");
        }
        return new Variant<>(id, title, Optional.of(flaw), Optional.empty(), maker);
    }

    /**
     * The same, said to be too large to be explored whole.
     *
     * @param why what makes it so large
     */
    public Variant<T> bounded(String why) {
        return new Variant<>(id, title, flaw, Optional.of(why), maker);
    }

    public boolean isFlawed() {
        return flaw.isPresent();
    }
}
