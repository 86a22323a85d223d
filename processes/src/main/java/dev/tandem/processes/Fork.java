// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.processes.posix.Child;
import dev.tandem.processes.posix.Posix;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Count;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Real fork(2). The child is a copy of the parent as it was at the call, data and all. The kernel
 * copies nothing yet: both have the same pages, marked read-only, and whoever first writes to one
 * gets a copy of that page alone. Look at {@code pagesCopied}: it follows {@code touched}, not the
 * size of the parent.
 *
 * <pre>{@code tandem run processes.fork -p megabytes=256 -p touched=100}</pre>
 */
final class Fork implements Workload {

    private static final String LESSON =
            """
            fork(2) makes a copy of the calling process. Parent and child go on from the same line
            with the same data, and from then on each changes only its own; the child has its own
            id and ends with an exit status that the parent collects. The copy is cheap because it
            is put off: pages are shared until one of the two writes, so the kernel copies about as
            many pages as the child touches, however large the parent is.
            """;

    private static final Parameter<Integer> MEGABYTES =
            integer("megabytes", 32, 1, 512, "how much data the parent has when it forks");
    private static final Parameter<Integer> TOUCHED =
            integer("touched", 1000, 1, 100_000, "how many pages of it the child writes to");
    private static final Parameter<Integer> CODE =
            integer("code", 7, 0, 69, "the exit code of the child");

    private static final Label COPIED =
            acceptable(
                    "copied", "the child changed a copy, of which only what it wrote to was made");
    private static final Label SHARED =
            forbidden("shared", "a change in the child showed in the parent")
                    .unseen("the kernel copies a page before either side writes to it");
    private static final Label COPIED_WHOLE =
            forbidden("copied-whole", "the kernel copied far more pages than the child wrote to")
                    .unseen("the kernel copies single pages");
    private static final Label LOST =
            forbidden("lost", "the parent's data, or the child's exit status, did not arrive")
                    .unseen("the child has all of its parent's pages, and is waited for");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.fork", "Fork: a copy of a process", LESSON)
                    .with(MEGABYTES, TOUCHED, CODE)
                    .with(COPIED, SHARED, COPIED_WHOLE, LOST)
                    .needs(Posix.FORK, pageCounts(Path.of("/proc/self")))
                    .notes("Forking: os.fork(), and either side prints its PID")
                    // A process of its own: small, with one thread, so that what is measured is the
                    // fork and not what else runs here.
                    .isolated()
                    .build();

    private static final int PAGE = 4096;

    /** Beside the data the child writes to its stack and to what its runtime keeps. */
    private static final int PAGES_OF_THE_RUNTIME = 512;

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
        byte[] data = new byte[context.get(MEGABYTES) << 20];
        int pages = data.length / PAGE;
        int touched = Math.min(context.get(TOUCHED), pages);
        for (int page = 0; page < pages; page++) {
            data[page * PAGE] = 1;
        }
        MappedByteBuffer shared = shared(context);
        context.event(
                "in the parent with PID "
                        + Posix.pid()
                        + ", "
                        + Count.of(pages, "page")
                        + " of data");
        try (Child child = Posix.fork(() -> child(data, touched, context.get(CODE), shared))) {
            int pid = child.pid();
            await(shared, 1);
            context.event("in the parent, child has PID " + pid);
            long privateBefore = privatePages(pid);
            long faultsBefore = faults(pid);
            shared.putInt(PHASE, 2);
            await(shared, 3);
            long copied = privatePages(pid) - privateBefore;
            long faults = faults(pid) - faultsBefore;
            context.event(
                    "the child has written to "
                            + Count.of(touched, "page")
                            + "; copied: "
                            + copied);
            shared.putInt(PHASE, 4);
            int status = child.waitFor();
            context.event("the child has ended with status " + status);

            boolean sawAll =
                    shared.getInt(SUM) == pages
                            && shared.getInt(PID) == pid
                            && shared.getInt(PARENT) == Posix.pid();
            boolean arrived = sawAll && status == context.get(CODE);
            return label(isUnchanged(data), arrived, copied, touched)
                    .observed()
                    .with("parentPid", Posix.pid())
                    .with("childPid", pid)
                    .with("childSaysItsParentIs", shared.getInt(PARENT))
                    .with("pagesOfTheParent", pages)
                    .with("pagesTheChildSaw", shared.getInt(SUM))
                    .with("pagesWritten", touched)
                    .with("pagesCopied", copied)
                    .with("pageFaults", faults)
                    .with("exitStatus", status);
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

    private static Label label(boolean unchanged, boolean arrived, long copied, int touched) {
        if (!unchanged) {
            return SHARED;
        }
        if (!arrived) {
            return LOST;
        }
        boolean onlyTouched = copied >= touched && copied <= touched + PAGES_OF_THE_RUNTIME;
        return onlyTouched ? COPIED : COPIED_WHOLE;
    }

    private static boolean isUnchanged(byte[] data) {
        boolean unchanged = true;
        for (int page = 0; page < data.length / PAGE; page++) {
            unchanged &= data[page * PAGE] == 1;
        }
        return unchanged;
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

    private static final String PAGE_COUNTS = "smaps_rollup";

    /**
     * @param process the folder of a process under {@code /proc}
     */
    static Need pageCounts(Path process) {
        return new Need(
                PAGE_COUNTS,
                () ->
                        Files.isReadable(process.resolve(PAGE_COUNTS))
                                ? Availability.available()
                                : Availability.unavailable(
                                        "the kernel has no " + PAGE_COUNTS + " to count pages by",
                                        "run it on Linux 4.14 or later"));
    }

    /**
     * Pages that the process alone has, as the kernel counts them: those that were copied for it,
     * and its new ones.
     */
    private static long privatePages(int pid) {
        return ProcessStatus.bytes(pid, PAGE_COUNTS)
                .orElseThrow(() -> new IllegalStateException("no pages are counted of PID " + pid))
                .lines()
                .filter(line -> line.startsWith("Private_Dirty:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024 / PAGE)
                .sum();
    }
}
