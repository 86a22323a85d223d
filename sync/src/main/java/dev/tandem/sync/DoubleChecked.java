// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Settings that are read when they are first asked for, by whoever asks first. Look at how often
 * they were read. The variant {@code no-volatile} hardly ever fails on the processors that most
 * people have; the explorer shows the race that lets it.
 *
 * <pre>{@code tandem explore sync.double-checked --variant no-volatile}</pre>
 */
final class DoubleChecked implements Workload {

    private static final String LESSON =
            """
            To make something when it is first needed, one looks whether it is there, takes the
            lock, and looks again: most calls then do without the lock. Without the second look two
            threads make it twice. And without volatile on the field, nothing orders the writing of
            the field after the writing of what it refers to: a thread may see the reference and an
            object that is not yet filled in. Where it is static, a holder class does all of this.
            """;

    private static final Parameter<Integer> THREADS =
            integer("threads", 4, 1, 64, "how many ask at the same moment");

    private static final Label ONCE = acceptable("read-once", "all have the same settings");
    private static final Label TWICE =
            forbidden("read-twice", "two threads have settings of their own");
    private static final Label HALF_BUILT =
            forbidden("half-built", "a thread has seen settings that were not filled in")
                    .unseen("x86 keeps the order of writes, and the explorer shows the race first");

    private static final int PORT = 8080;

    /** A field that is not final: what makes it visible is how the reference is handed over. */
    private static final class Settings {
        private int port;

        private Settings(int port) {
            this.port = port;
        }
    }

    /** Where the settings are. */
    private interface Place {
        Settings get();
    }

    /** One look, then the lock: by then another may have made them. */
    private static final class OneLook implements Place {
        private volatile @Nullable Settings settings;

        @Override
        public Settings get() {
            Settings seen = settings;
            if (seen == null) {
                synchronized (this) {
                    seen = new Settings(PORT);
                    settings = seen;
                }
            }
            return seen;
        }
    }

    /** Two looks, the first of which is at a field that nothing orders. */
    private static final class PlainField implements Place {
        private @Nullable Settings settings;

        @Override
        @SuppressWarnings("DoubleCheckedLocking") // what is shown
        public Settings get() {
            Settings seen = settings;
            if (seen == null) {
                synchronized (this) {
                    seen = settings;
                    if (seen == null) {
                        seen = new Settings(PORT);
                        settings = seen;
                    }
                }
            }
            return seen;
        }
    }

    /** Two looks at a volatile field. */
    private static final class VolatileField implements Place {
        private volatile @Nullable Settings settings;

        @Override
        public Settings get() {
            Settings seen = settings;
            if (seen == null) {
                synchronized (this) {
                    seen = settings;
                    if (seen == null) {
                        seen = new Settings(PORT);
                        settings = seen;
                    }
                }
            }
            return seen;
        }
    }

    private static final Variants<Place> WAYS =
            Variants.of(
                    flawed("broken", "one look, before the lock", TWICE, OneLook::new),
                    flawed(
                            "no-volatile",
                            "two looks at a plain field",
                            HALF_BUILT,
                            PlainField::new),
                    sound("fixed", "two looks at a volatile field", VolatileField::new));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.double-checked", "Made when first needed", LESSON)
                    .with(THREADS)
                    .with(WAYS)
                    .with(ONCE, TWICE, HALF_BUILT)
                    .explorable(MEMORY, THREADS.at(2))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    /** What one thread was given. */
    private record Seen(Settings settings, int port) {}

    @Override
    public Outcome run(RunContext context) throws Exception {
        Place place = context.make(WAYS);
        List<Seen> seen;
        try (Crew crew = Crew.named("client-")) {
            seen =
                    crew.gather(
                            context.get(THREADS),
                            i -> {
                                Settings settings = place.get();
                                int port = settings.port;
                                context.event("has settings with the port " + port);
                                return new Seen(settings, port);
                            });
        }
        Set<Settings> distinct = new HashSet<>();
        int empty = 0;
        for (Seen one : seen) {
            distinct.add(one.settings());
            empty += one.port() == PORT ? 0 : 1;
        }
        Label label = empty > 0 ? HALF_BUILT : distinct.size() > 1 ? TWICE : ONCE;
        return label.observed().with("read", distinct.size()).with("notFilledIn", empty);
    }
}
