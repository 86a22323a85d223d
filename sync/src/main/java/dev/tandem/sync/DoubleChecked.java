// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.MEMORY;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
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

    private static final Parameter<Integer> PLACES =
            integer("places", 20_000, 1, 1_000_000, "how many settings each asks for, in turn");

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
                    .with(THREADS, PLACES)
                    .with(WAYS)
                    .with(ONCE, TWICE, HALF_BUILT)
                    .explorable(MEMORY, THREADS.at(2), PLACES.at(1))
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    /** What one thread was given, and whether some of it was not filled in when it looked. */
    private record Seen(List<Settings> settings, int notFilledIn) {}

    @Override
    public Outcome run(RunContext context) throws Exception {
        int count = context.get(PLACES);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            places.add(context.make(WAYS));
        }
        List<Seen> seen;
        try (Crew crew = Crew.named("client-")) {
            seen =
                    crew.gather(
                            context.get(THREADS),
                            i -> {
                                context.event("asks for " + Count.of(count, "setting"));
                                return ask(places);
                            });
        }
        int notFilledIn = 0;
        int twice = 0;
        for (int i = 0; i < count; i++) {
            Set<Settings> distinct = new HashSet<>();
            for (Seen one : seen) {
                distinct.add(one.settings().get(i));
            }
            twice += distinct.size() > 1 ? 1 : 0;
        }
        for (Seen one : seen) {
            notFilledIn += one.notFilledIn();
        }
        Label label = notFilledIn > 0 ? HALF_BUILT : twice > 0 ? TWICE : ONCE;
        return label.observed().with("readTwice", twice).with("notFilledIn", notFilledIn);
    }

    private static Seen ask(List<Place> places) throws InterruptedException {
        List<Settings> all = new ArrayList<>();
        int notFilledIn = 0;
        for (Place place : places) {
            Settings settings = place.get();
            notFilledIn += settings.port == PORT ? 0 : 1;
            all.add(settings);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        return new Seen(all, notFilledIn);
    }
}
