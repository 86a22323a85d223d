// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Gang;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * Processes sell seats, and a file holds the number of those that are left. Each looks whether
 * there is one and takes it: look at how many were sold, beside how many there were.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *         sold-once  sold-twice
 * broken          4          96
 * fixed         100           0
 * </pre>
 *
 * <pre>{@code tandem run sync.critical-section --variant broken}</pre>
 */
final class CriticalSection implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Whatever looks at shared state and then acts on what it has seen is a critical section:
            nobody else may be in it meanwhile. Between the looking and the acting of one process
            another takes the same seat. A lock of the Java language is an object of one process and
            keeps no other process out; a lock on the file is kept by the kernel for all of them,
            and given back by it should a process die.
            """;

    private static final Parameter<Integer> PROCESSES =
            integer("processes", 2, 1, 16, "how many processes sell");
    private static final Parameter<Integer> SEATS =
            integer("seats", 1000, 1, 1_000_000, "how many seats there are");

    private static final Label SOLD_ONCE =
            acceptable("sold-once", "as many seats were sold as there were");
    private static final Label SOLD_TWICE =
            forbidden("sold-twice", "seats were sold by two processes at once");

    /** Whether a process is alone while it looks and takes. */
    private enum Section {
        OPEN {
            @Override
            boolean sellOne(FileChannel file) throws IOException {
                return lookAndTake(file);
            }
        },
        LOCKED {
            @Override
            @SuppressWarnings("try") // the lock is held, not used
            boolean sellOne(FileChannel file) throws IOException {
                try (FileLock lock = file.lock()) {
                    return lookAndTake(file);
                }
            }
        };

        abstract boolean sellOne(FileChannel file) throws IOException;
    }

    private static final Variants<Section> WAYS =
            Variants.of(
                    flawed("broken", "looks, then takes", SOLD_TWICE, () -> Section.OPEN),
                    sound("fixed", "does both under a file lock", () -> Section.LOCKED));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.critical-section", "Two processes and one file", LESSON)
                    .with(PROCESSES, SEATS)
                    .with(WAYS)
                    .with(SOLD_ONCE, SOLD_TWICE)
                    .teaches(FileLock.class, FileChannel.class)
                    .notes("Critical sections: two processes that modify a file")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        Path file = context.scratch().resolve("seats");
        int seats = context.get(SEATS);
        Files.write(file, number(seats).array());
        var request = WorkerRequest.of(SPEC.id(), context.make(WAYS).name(), file.toString());
        try (Gang gang =
                Gang.start(context.workers(), context.get(PROCESSES), process -> request)) {
            context.event(
                    "has "
                            + Count.of(gang.members().size(), "process")
                            + " sell "
                            + Count.of(seats, "seat"));
            gang.go();
            List<Long> sold = gang.results().stream().map(Long::valueOf).toList();
            long all = sold.stream().mapToLong(Long::longValue).sum();
            context.event("counts " + Count.of(all, "seat") + " that were sold");
            return (all == seats ? SOLD_ONCE : SOLD_TWICE)
                    .observed()
                    .with("seats", seats)
                    .with("sold", all)
                    .with("left", ByteBuffer.wrap(Files.readAllBytes(file)).getInt())
                    .with("shares", shares(gang, sold));
        }
    }

    private static Bars shares(Gang gang, List<Long> sold) {
        Bars shares = Bars.of("seats");
        for (int i = 0; i < sold.size(); i++) {
            shares = shares.with("PID " + gang.members().get(i).pid(), sold.get(i));
        }
        return shares;
    }

    /** What a process does. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        Section section = Section.valueOf(context.arguments().get(0));
        Path path = Path.of(context.arguments().get(1));
        try (FileChannel file =
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            if (Gang.ready(context)) {
                long sold = 0;
                while (section.sellOne(file)) {
                    sold++;
                }
                context.event("finds no seat left, and has sold " + Count.of(sold));
                context.send(Long.toString(sold));
            }
        }
    }

    private static boolean lookAndTake(FileChannel file) throws IOException {
        ByteBuffer buffer = number(0);
        file.read(buffer, 0);
        int left = buffer.getInt(0);
        if (left == 0) {
            return false;
        }
        file.write(number(left - 1), 0);
        return true;
    }

    private static ByteBuffer number(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(0, value);
    }
}
