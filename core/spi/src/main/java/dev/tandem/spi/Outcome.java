// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What became of a run. The runner grades it; a workload never grades itself. */
public sealed interface Outcome {

    /**
     * The run came to its end and this was seen.
     *
     * @param label the name of one of the labels that the specification declares
     * @param evidence what was read off the threads, the processes or the kernel: numbers, text,
     *     booleans, {@linkplain dev.tandem.spi.evidence.Picture pictures}, and lists and maps of
     *     those; in the order in which it is to be shown
     */
    record Observed(String label, Map<String, Object> evidence) implements Outcome {
        public Observed {
            evidence = Collections.unmodifiableMap(new LinkedHashMap<>(evidence));
        }

        /** The same observation with one more piece of evidence. */
        public Observed with(String name, Object value) {
            Map<String, Object> more = new LinkedHashMap<>(evidence);
            more.put(name, value);
            return new Observed(label, more);
        }
    }

    /** The run cannot be made on this machine. */
    record Unavailable(String reason, String remedy) implements Outcome {}

    /** The run broke off: the workload itself, not the program that it exhibits, went wrong. */
    record Failed(Throwable error) implements Outcome {}

    static Outcome unavailable(String reason, String remedy) {
        return new Unavailable(reason, remedy);
    }
}
