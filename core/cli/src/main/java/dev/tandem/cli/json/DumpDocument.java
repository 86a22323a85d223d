// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.dump.DumpedThread;
import dev.tandem.lab.dump.Finding;
import dev.tandem.lab.dump.HeapHistogram;
import dev.tandem.lab.dump.ThreadDump;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code dump --json} prints.
 *
 * @param pid null when a file does not say it
 * @param complete whether it has the virtual threads too
 * @param detailed whether it tells of all threads what they do, hold and wait for
 * @param hangs whether a finding says so
 * @param moved the ids of the threads that were elsewhere in another of the dumps
 * @param heap the classes that take most of the heap, empty unless asked for
 */
@Json
public record DumpDocument(
        @Nullable Long pid,
        String runtime,
        boolean complete,
        boolean detailed,
        boolean hangs,
        List<FindingEntry> findings,
        List<ThreadEntry> threads,
        List<Long> moved,
        List<HeapEntry> heap) {

    /**
     * @param type as the JVM writes it, such as {@code [B} for arrays of bytes
     */
    @Json
    public record HeapEntry(String type, long instances, long bytes) {}

    /**
     * @param kind {@code deadlock}, {@code pool}, {@code carriers}, {@code lost-lock} or {@code
     *     contention}
     * @param threads their ids
     */
    @Json
    public record FindingEntry(
            String kind,
            boolean hangs,
            String headline,
            List<String> details,
            List<Long> threads) {}

    /**
     * @param pool empty for none
     * @param state null when the JVM does not tell
     */
    @Json
    public record ThreadEntry(
            long id,
            String name,
            boolean virtual,
            String pool,
            @Nullable String state,
            @Nullable Long carrier,
            @Nullable String blockedOn,
            @Nullable String waitingOn,
            @Nullable String parkedOn,
            List<String> holds,
            List<String> stack) {}

    public static DumpDocument of(
            ThreadDump dump,
            List<Finding> findings,
            List<Long> moved,
            List<HeapHistogram.Row> heap) {
        return new DumpDocument(
                dump.pid().orElse(null),
                dump.runtime(),
                dump.complete(),
                dump.detailed(),
                findings.stream().anyMatch(Finding::hangs),
                findings.stream()
                        .map(f ->
                                new FindingEntry(
                                        Documents.word(f.kind()),
                                        f.hangs(),
                                        f.headline(),
                                        f.details(),
                                        f.threads()))
                        .toList(),
                dump.threads().stream().map(DumpDocument::entry).toList(),
                moved,
                heap.stream()
                        .map(row -> new HeapEntry(row.type(), row.instances(), row.bytes()))
                        .toList());
    }

    private static ThreadEntry entry(DumpedThread thread) {
        return new ThreadEntry(
                thread.id(),
                thread.name(),
                thread.virtual(),
                thread.pool(),
                thread.state().map(Enum::name).orElse(null),
                thread.carrier().orElse(null),
                thread.blockedOn().orElse(null),
                thread.waitingOn().orElse(null),
                thread.parkedOn().orElse(null),
                List.copyOf(thread.holds()),
                thread.stack());
    }
}
