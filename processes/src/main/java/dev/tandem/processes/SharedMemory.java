package dev.tandem.processes;

import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One region of memory in several processes: a file mapped by all of them. From there on everything
 * is as with threads, races included, except that a lock of one process is nothing to another: it
 * takes one that the kernel keeps.
 */
final class SharedMemory implements Workload, WorkerBody {

    private static final Parameter<Integer> WORKERS =
            Parameter.integer("workers", 2, 2, 32, "how many processes count");

    private static final Parameter<Integer> COUNTS =
            Parameter.integer(
                    "counts", 3000, 1, 10_000_000, "how often each adds one to the same number");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.shared-memory")
                    .title("A number in memory that processes share")
                    .lesson(
                            """
                            Mapped memory is the quickest way for processes to share, since nothing is copied, and the most dangerous: \
                            adding one is reading, adding and writing, and what another process wrote between is lost. synchronized \
                            and ReentrantLock are objects of one process and protect nothing here. A lock on the file does, and so \
                            does the processor's own atomic addition, which knows nothing of processes at all.\
                            """)
                    .parameters(WORKERS, COUNTS)
                    .flawed("unlocked", "read, add, write", "lost-updates")
                    .variant(
                            "file-lock",
                            "the same under a lock on the file, which the kernel keeps")
                    .variant("atomic", "one atomic instruction of the processor")
                    .acceptable("exact", "the number is the sum of all additions")
                    .forbidden("lost-updates", "the number is smaller: additions were overwritten")
                    .build();

    private static final VarHandle LONG =
            MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

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
        int counts = context.get(COUNTS);
        long start;
        long number;
        try (FileChannel channel = open(file)) {
            // Written first: a full disk is an error here, and would be a signal on a mapped page.
            channel.write(ByteBuffer.allocate(BYTES));
            MappedByteBuffer region = channel.map(MapMode.READ_WRITE, 0, BYTES);
            List<Worker> workers = new ArrayList<>();
            try {
                for (int i = 0; i < context.get(WORKERS); i++) {
                    workers.add(
                            context.workers()
                                    .start(
                                            WorkerRequest.of(
                                                    SPEC.id(),
                                                    context.variant(),
                                                    file.toString(),
                                                    Integer.toString(counts))));
                }
                for (Worker worker : workers) {
                    worker.receive();
                }
                context.event(workers.size() + " processes have mapped the number and begin");
                start = System.nanoTime();
                workers.forEach(worker -> worker.send("go"));
                for (Worker worker : workers) {
                    worker.receive();
                }
            } finally {
                workers.forEach(Worker::close);
            }
            number = (long) LONG.getVolatile(region, 0);
        }
        long expected = (long) counts * context.get(WORKERS);
        context.event("the number is " + number + " of " + expected);
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("expected", expected);
        evidence.put("number", number);
        evidence.put("lost", expected - number);
        evidence.put("nanosAnAddition", (System.nanoTime() - start) / expected);
        return new Outcome.Observed(number == expected ? "exact" : "lost-updates", evidence);
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** The child's side. */
    @Override
    @SuppressWarnings("try") // the lock is held, not used
    public void work(WorkerContext context) throws IOException, InterruptedException {
        String variant = context.arguments().get(0);
        int counts = Integer.parseInt(context.arguments().get(2));
        try (FileChannel channel = open(Path.of(context.arguments().get(1)))) {
            MappedByteBuffer region = channel.map(MapMode.READ_WRITE, 0, BYTES);
            context.send("ready");
            context.receive();
            for (int i = 0; i < counts; i++) {
                switch (variant) {
                    case "unlocked" -> addOne(region);
                    case "file-lock" -> {
                        try (FileLock lock = channel.lock()) {
                            addOne(region);
                        }
                    }
                    default -> LONG.getAndAdd(region, 0, 1L);
                }
            }
            context.send("done");
        }
    }

    /** Read, add, write; and between them the processor may well be given to the other process. */
    @SuppressWarnings("ThreadPriorityCheck") // makes the race likely; nothing depends on it
    private static void addOne(ByteBuffer region) {
        long read = (long) LONG.getVolatile(region, 0);
        Thread.yield();
        LONG.setVolatile(region, 0, read + 1);
    }
}
