// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Durations;
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
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * One region of memory in several processes: a file mapped by all of them. From there on everything
 * is as with threads, races included, except that a lock of one process is nothing to another: it
 * takes one that the kernel keeps. Look at {@code lost}, and at what an addition costs in each way.
 *
 * <pre>{@code tandem run processes.shared-memory --variant unlocked}</pre>
 */
final class SharedMemory implements Workload, WorkerBody {

    private static final String LESSON =
            """
            Mapped memory is the quickest way for processes to share, since nothing is copied, and
            the most dangerous: adding one is reading, adding and writing, and what another process
            wrote between is lost. synchronized and ReentrantLock are objects of one process and
            protect nothing here. A lock on the file does, and so does the processor's own atomic
            addition, which knows nothing of processes at all.
            """;

    private static final Parameter<Integer> WORKERS =
            integer("workers", 2, 2, 32, "how many processes count");
    private static final Parameter<Integer> COUNTS =
            integer("counts", 3000, 1, 10_000_000, "how often each adds one to the same number");

    private static final Label EXACT =
            acceptable("exact", "the number is the sum of all additions");
    private static final Label LOST =
            forbidden("lost-updates", "the number is smaller: additions were overwritten");

    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    /** How a process adds one to the number. The channel is that of the mapped file. */
    private enum Adding {
        UNLOCKED {
            @Override
            @SuppressWarnings("ThreadPriorityCheck") // makes the race likely, no more than that
            void addOne(ByteBuffer number, FileChannel file) {
                long read = (long) LONG.getVolatile(number, 0);
                // The processor may well go to the other process here.
                Thread.yield();
                LONG.setVolatile(number, 0, read + 1);
            }
        },
        FILE_LOCK {
            @Override
            @SuppressWarnings("try") // the lock is held, not used
            void addOne(ByteBuffer number, FileChannel file) throws IOException {
                try (FileLock lock = file.lock()) {
                    UNLOCKED.addOne(number, file);
                }
            }
        },
        ATOMIC {
            @Override
            void addOne(ByteBuffer number, FileChannel file) {
                LONG.getAndAdd(number, 0, 1L);
            }
        };

        abstract void addOne(ByteBuffer number, FileChannel file) throws IOException;
    }

    private static final Variants<Adding> WAYS =
            Variants.of(
                    flawed("unlocked", "read, add, write", LOST, () -> Adding.UNLOCKED),
                    sound(
                            "file-lock",
                            "the same under a lock on the file, which the kernel keeps",
                            () -> Adding.FILE_LOCK),
                    sound(
                            "atomic",
                            "one atomic instruction of the processor",
                            () -> Adding.ATOMIC));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.shared-memory", "A number that processes share", LESSON)
                    .with(WORKERS, COUNTS)
                    .with(WAYS)
                    .with(EXACT, LOST)
                    .teaches(MappedByteBuffer.class, FileLock.class, VarHandle.class)
                    .build();

    private static final int BYTES = Long.BYTES;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        try {
            return count(context);
        } catch (ClosedByInterruptException e) {
            // What a file does to a thread that is interrupted while it uses it.
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    private static Outcome count(RunContext context) throws IOException, InterruptedException {
        Path file = context.scratch().resolve("number");
        String adding = context.make(WAYS).name();
        String counts = Integer.toString(context.get(COUNTS));
        int workers = context.get(WORKERS);
        long expected = (long) context.get(COUNTS) * workers;
        try (FileChannel channel = open(file)) {
            // Written first: a full disk is an error here, and would be a signal on a mapped page.
            channel.write(ByteBuffer.allocate(BYTES));
            MappedByteBuffer region = channel.map(MapMode.READ_WRITE, 0, BYTES);
            var request = WorkerRequest.of(SPEC.id(), adding, file.toString(), counts);
            try (Gang gang = Gang.start(context.workers(), workers, i -> request)) {
                context.event(workers + " processes have mapped the number and begin");
                long start = gang.go();
                gang.results();
                double nanos = (double) System.nanoTime() - start;
                long number = (long) LONG.getVolatile(region, 0);
                context.event("the number is " + Count.of(number) + " of " + Count.of(expected));
                return (number == expected ? EXACT : LOST)
                        .observed()
                        .with("expected", expected)
                        .with("number", number)
                        .with("lost", expected - number)
                        .with("took", Durations.human(nanos))
                        .with("perAddition", Durations.human(nanos / expected));
            }
        }
    }

    /** The child's side. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        Adding adding = Adding.valueOf(context.arguments().get(0));
        int counts = Integer.parseInt(context.arguments().get(2));
        try (FileChannel channel = open(Path.of(context.arguments().get(1)))) {
            MappedByteBuffer region = channel.map(MapMode.READ_WRITE, 0, BYTES);
            if (Gang.ready(context)) {
                for (int i = 0; i < counts; i++) {
                    adding.addOne(region, channel);
                }
                context.send("done");
            }
        }
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }
}
