package dev.tandem.spi;

import java.util.Optional;

/**
 * One way of writing a workload.
 *
 * @param flaw the label of the forbidden outcome that this variant can produce, which makes it the
 *     broken one
 */
public record Variant(String id, String title, Optional<String> flaw) {

    /** The variant of a workload that declares none. */
    public static final Variant ONLY =
            new Variant("default", "the only way it is written", Optional.empty());

    public boolean isFlawed() {
        return flaw.isPresent();
    }
}
