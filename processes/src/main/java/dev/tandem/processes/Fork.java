package dev.tandem.processes;

import dev.tandem.processes.posix.Posix;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.os.ProcessStatus;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Real fork(2). The child is a copy of the parent as it was at the call, data and all. The kernel
 * copies nothing yet: both have the same pages, marked read-only, and whoever first writes to one
 * gets a copy of that page alone.
 */
final class Fork implements Workload {

    private static final Parameter<Integer> MEGABYTES =
            Parameter.integer(
                    "megabytes", 32, 1, 512, "how much data the parent has when it forks");

    private static final Parameter<Integer> TOUCHED =
            Parameter.integer(
                    "touched", 1000, 1, 100_000, "how many pages of it the child writes to");

    private static final Parameter<Integer> CODE =
            Parameter.integer("code", 7, 0, 69, "the exit code of the child");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.fork")
                    .title("Fork: a copy of a process")
                    .lesson(
                            """
                            fork(2) makes a copy of the calling process. Parent and child go on from the same line with the same data, \
                            and from then on each changes only its own; the child has its own id and ends with an exit status that the \
                            parent collects. The copy is cheap because it is put off: pages are shared until one of the two writes, so \
                            the kernel copies about as many pages as the child touches, however large the parent is.\
                            """)
                    .parameters(MEGABYTES, TOUCHED, CODE)
                    .acceptable(
                            "copied",
                            "the child saw the parent's data, changed its own copy, and only the pages it wrote to were copied")
                    .forbidden("shared", "a change in the child showed in the parent")
                    .forbidden(
                            "copied-whole",
                            "the kernel copied far more pages than the child wrote to")
                    .forbidden(
                            "lost",
                            "the child did not see the parent's data, or its exit status did not arrive")
                    // A process of its own: small, with one thread, so that what is measured is the
                    // fork and not the laboratory.
                    .isolated()
                    .build();

    private static final int PAGE = 4096;

    // The words of the region that parent and child share on purpose.
    private static final int PHASE = 0;
    private static final int PID = 4;
    private static final int PARENT = 8;
    private static final int SUM = 12;

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        if (Posix.availability()
                instanceof Availability.Unavailable(String reason, String remedy)) {
            context.event("cannot fork here: " + reason);
            return Outcome.unavailable(reason, remedy);
        }
        byte[] data = new byte[context.get(MEGABYTES) << 20];
        int touched = Math.min(context.get(TOUCHED), data.length / PAGE);
        for (int page = 0; page < data.length / PAGE; page++) {
            data[page * PAGE] = 1;
        }
        MappedByteBuffer shared = shared(context);
        context.event(
                "in the parent with PID "
                        + Posix.pid()
                        + ", "
                        + data.length / PAGE
                        + " pages of data");
        int pid = Posix.fork(() -> child(data, touched, context.get(CODE), shared));
        try {
            await(shared, 1);
            context.event("in the parent, child has PID " + pid);
            long before = privatePages(pid);
            long faultsBefore = faults(pid);
            shared.putInt(PHASE, 2);
            await(shared, 3);
            long copied = privatePages(pid) - before;
            long faults = faults(pid) - faultsBefore;
            context.event(
                    "the child has written to "
                            + touched
                            + " pages, the kernel has copied "
                            + copied
                            + " in "
                            + faults
                            + " page faults");
            shared.putInt(PHASE, 4);
            int status = Posix.waitFor(pid);
            context.event("the child has ended with status " + status);
            return judge(context, data, shared, pid, touched, copied, faults, status);
        } finally {
            // Of no effect on a child that has ended as it should.
            if (Posix.poll(pid).isEmpty()) {
                Posix.kill(pid);
                Posix.waitFor(pid);
            }
        }
    }

    /**
     * Runs in the copy. What it has in common with the parent is that region of memory, which no
     * copy was made of.
     */
    private static int child(byte[] data, int touched, int code, MappedByteBuffer shared)
            throws InterruptedException {
        int sum = 0;
        for (int page = 0; page < data.length / PAGE; page++) {
            sum += data[page * PAGE];
        }
        shared.putInt(PID, Posix.pid());
        shared.putInt(PARENT, Posix.parentPid());
        shared.putInt(SUM, sum);
        shared.putInt(PHASE, 1);
        await(shared, 2);
        for (int page = 0; page < touched; page++) {
            data[page * PAGE] = 2;
        }
        shared.putInt(PHASE, 3);
        await(shared, 4);
        return code;
    }

    private static Outcome judge(
            RunContext context,
            byte[] data,
            MappedByteBuffer shared,
            int pid,
            int touched,
            long copied,
            long faults,
            int status) {
        int pages = data.length / PAGE;
        boolean changedHere = false;
        for (int page = 0; page < pages; page++) {
            changedHere |= data[page * PAGE] != 1;
        }
        boolean sawAll =
                shared.getInt(SUM) == pages
                        && shared.getInt(PID) == pid
                        && shared.getInt(PARENT) == Posix.pid();
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("parentPid", Posix.pid());
        evidence.put("childPid", pid);
        evidence.put("childSaysItsParentIs", shared.getInt(PARENT));
        evidence.put("pagesOfTheParent", pages);
        evidence.put("pagesTheChildSaw", shared.getInt(SUM));
        evidence.put("pagesWritten", touched);
        evidence.put("pagesCopied", copied);
        evidence.put("pageFaults", faults);
        evidence.put("exitStatus", status);
        String label;
        if (changedHere) {
            label = "shared";
        } else if (!sawAll || status != context.get(CODE)) {
            label = "lost";
        } else {
            // Beside the data the child has written to its stack and to what its runtime keeps
            // about itself.
            label = copied >= touched && copied <= touched + 512 ? "copied" : "copied-whole";
        }
        return new Outcome.Observed(label, evidence);
    }

    /** How often the kernel had to step in on a write, once for each copy at the least. */
    private static long faults(int pid) {
        return ProcessStatus.of(pid).map(ProcessStatus::minorFaults).orElse(0L);
    }

    private static MappedByteBuffer shared(RunContext context) throws IOException {
        var path = context.scratch().resolve("shared");
        try (var file =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE)) {
            // Written first: a full disk is an error here, and would be a signal on a mapped page.
            file.write(ByteBuffer.allocate(PAGE));
            return file.map(MapMode.READ_WRITE, 0, PAGE);
        }
    }

    private static void await(MappedByteBuffer shared, int phase) throws InterruptedException {
        while (shared.getInt(PHASE) != phase) {
            Thread.sleep(1);
        }
    }

    /**
     * Pages that the process alone has, as the kernel counts them: those that were copied for it,
     * and its new ones.
     */
    private static long privatePages(int pid) {
        return ProcessStatus.bytes(pid, "smaps_rollup")
                .orElse("")
                .lines()
                .filter(line -> line.startsWith("Private_Dirty:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / PAGE)
                .sum();
    }
}
