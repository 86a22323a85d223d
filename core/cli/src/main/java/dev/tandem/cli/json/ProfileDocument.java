// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.profile.FlightRecording;
import dev.tandem.lab.profile.Profile;
import io.avaje.jsonb.Json;
import java.util.List;

/**
 * What {@code profile --json} prints. Stacks begin with the innermost frame.
 *
 * @param of the id of the workload or job, or the number of the process
 * @param byCpuTime whether samples are of CPU time; otherwise of threads seen to run Java code
 * @param leastWaitNanos shorter waits are not recorded
 */
@Json
public record ProfileDocument(
        String of,
        long nanos,
        boolean byCpuTime,
        long computingNanos,
        long waitingNanos,
        long leastWaitNanos,
        List<ComputingEntry> computing,
        List<WaitEntry> waits,
        List<AllocatedEntry> allocated,
        List<ThreadEntry> threads) {

    @Json
    public record ComputingEntry(long nanos, long samples, List<String> stack) {}

    /**
     * @param kind {@code monitor}, {@code notification}, {@code parked}, {@code sleeping}, {@code
     *     socket}, {@code file} or {@code pinned}
     */
    @Json
    public record WaitEntry(
            String kind,
            String what,
            long nanos,
            long longestNanos,
            long count,
            List<String> holders,
            List<String> stack) {}

    @Json
    public record AllocatedEntry(String type, long bytes, List<String> stack) {}

    @Json
    public record ThreadEntry(
            String name, boolean virtual, long computingNanos, long waitingNanos) {}

    public static ProfileDocument of(String of, Profile profile) {
        return new ProfileDocument(
                of,
                profile.length().toNanos(),
                profile.byCpuTime(),
                profile.computed().toNanos(),
                profile.waited().toNanos(),
                FlightRecording.LEAST_WAIT.toNanos(),
                profile.computing().stream()
                        .map(c -> new ComputingEntry(c.time().toNanos(), c.samples(), c.stack()))
                        .toList(),
                profile.waits().stream().map(ProfileDocument::entry).toList(),
                profile.allocated().stream()
                        .map(a -> new AllocatedEntry(a.type(), a.bytes(), a.stack()))
                        .toList(),
                profile.threads().stream()
                        .map(t ->
                                new ThreadEntry(
                                        t.name(),
                                        t.virtual(),
                                        t.computing().toNanos(),
                                        t.waiting().toNanos()))
                        .toList());
    }

    private static WaitEntry entry(Profile.Wait wait) {
        return new WaitEntry(
                Documents.word(wait.kind()),
                wait.what(),
                wait.total().toNanos(),
                wait.longest().toNanos(),
                wait.count(),
                wait.holders(),
                wait.stack());
    }
}
