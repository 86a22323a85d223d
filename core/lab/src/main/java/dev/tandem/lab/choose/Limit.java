// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.profile.Profile.Kind;
import dev.tandem.lab.profile.Profile.Wait;
import dev.tandem.spi.Durations;
import dev.tandem.spi.Plan.Place;
import java.util.Locale;
import java.util.Optional;

/**
 * What keeps a job from being done faster under a model.
 *
 * @param evidence a sentence with the numbers
 */
public record Limit(Resource resource, String evidence) {

    /** How near to a ceiling a rate is that is limited by it. */
    private static final double NEAR = 0.8;

    /** How much a rate may differ from a ceiling that explains it. */
    private static final double SAME = 0.15;

    private static final double MUCH_WAITING = 0.3;
    private static final double LITTLE_WAITING = 0.1;

    /** With more of the processors in the hands of others a plateau may be theirs. */
    private static final double BUSY = 0.3;

    /** What is not more than this, nor less than its inverse, is one. */
    private static final double ONE = 1.3;

    /** How far a number of permits may seem to be from a whole one. */
    private static final double WHOLE = 0.2;

    private static final int MOST_PERMITS = 64;

    /** What there is not enough of. */
    public enum Resource {
        PROCESSORS,
        /** The threads that carry virtual threads, held by parts that wait. */
        CARRIERS,
        /** Something that one part at a time has. */
        LOCK,
        /** Something that a fixed number of parts have at a time. */
        PERMITS,
        /** The threads or processes of the model. */
        POOL,
        /** Nothing but time: all parts are under way, and the longest takes as long as all. */
        LONGEST_PART,
        /** What is asked outside of this process. */
        DOWNSTREAM,
        /** Threads are started, or parts handed over, for most of the time. */
        HANDING_OVER,
        /** None of these explains it. */
        UNKNOWN
    }

    /**
     * What limits a model, of which a run takes so long.
     *
     * @param concurrency how many parts it has under way
     * @param overheadNanos what it takes when there is nothing to do
     * @param busy the share of the processors that other programs used meanwhile
     */
    static Limit of(
            PartProfile parts,
            Scaling scaling,
            Place place,
            int concurrency,
            double nanos,
            double overheadNanos,
            double busy) {
        double rate = parts.parts() * 1e9 / nanos;
        double inAll = scaling.processors() * 1e9 / parts.meanCpu();
        if (overheadNanos >= nanos / 2) {
            return new Limit(
                    Resource.HANDING_OVER,
                    "Of %s a run takes %s without any work in its parts."
                            .formatted(human(nanos), human(overheadNanos)));
        }
        if (rate >= NEAR * inAll) {
            return new Limit(
                    Resource.PROCESSORS,
                    ceiling(scaling.processors(), "processor", parts.meanCpu(), "of computing"));
        }
        if (concurrency >= parts.parts() && isSame(parts.wall().greatest(), nanos)) {
            return new Limit(
                    Resource.LONGEST_PART,
                    "All parts are under way at the same time, and the longest takes %s of %s."
                            .formatted(human(parts.wall().greatest()), human(nanos)));
        }
        if (place == Place.CALLER) {
            return new Limit(
                    Resource.HANDING_OVER,
                    "One thread does %s a second; to hand its parts over costs more than it gains."
                            .formatted(count(rate)));
        }
        double carried = scaling.processors() * 1e9 / parts.servedNanos();
        if (place == Place.THREADS
                && concurrency > scaling.processors()
                && parts.waitingShare() >= MUCH_WAITING
                && isSame(rate, carried)
                && scaling.highest() > rate / NEAR) {
            return new Limit(
                    Resource.CARRIERS,
                    ceiling(scaling.processors(), "carrier", parts.servedNanos(), "a part")
                            + " Parts hold their carriers while they wait.");
        }
        double pooled = concurrency * 1e9 / parts.servedNanos();
        if (concurrency < parts.parts() && isSame(rate, pooled)) {
            return new Limit(
                    Resource.POOL, ceiling(concurrency, "worker", parts.servedNanos(), "a part"));
        }
        if (busy > BUSY) {
            return new Limit(
                    Resource.UNKNOWN,
                    String.format(
                            Locale.ROOT,
                            "Other programs used %.0f %% of the processors, so that it cannot be told.",
                            100 * busy));
        }
        return scaling.levelsOff() && rate >= NEAR * scaling.highest()
                ? shared(parts, scaling.highest())
                : unknown(rate, scaling.processors(), inAll);
    }

    /**
     * What keeps the threads of one process from being faster, whatever the model; empty when it is
     * the processors, or when more threads were faster still.
     */
    static Optional<Limit> ofThreads(PartProfile parts, Scaling scaling) {
        double inAll = scaling.processors() * 1e9 / parts.meanCpu();
        return scaling.levelsOff() && scaling.highest() < NEAR * inAll
                ? Optional.of(shared(parts, scaling.highest()))
                : Optional.empty();
    }

    private static Limit unknown(double rate, int processors, double inAll) {
        return new Limit(
                Resource.UNKNOWN,
                "%s a second, while %s would allow %s: none of the usual limits explains it."
                        .formatted(count(rate), things(processors, "processor"), count(inAll)));
    }

    /**
     * Something that parts share, of which the number is told by Little's law: as many are in it as
     * come out a second, times how long each is in it.
     */
    private static Limit shared(PartProfile parts, double highest) {
        double inside = highest * parts.servedNanos() / 1e9;
        Optional<Wait> most = parts.waits().flatMap(waits -> waits.stream().findFirst());
        String waiting = most.map(wait -> " " + sentence(wait)).orElse("");
        Resource resource = resource(most, inside, parts.waitingShare());
        int permits = (int) Math.max(1, Math.round(inside));
        String counted =
                switch (resource) {
                    case LOCK -> ceiling(1, "holder at a time", parts.servedNanos(), "a part");
                    case PERMITS -> ceiling(permits, "permit", parts.servedNanos(), "a part");
                    default ->
                            String.format(
                                    Locale.ROOT,
                                    "A plateau at %s a second, about %.1f parts in it at a time (Little's law).",
                                    count(highest),
                                    inside);
                };
        return new Limit(resource, counted + waiting);
    }

    private static Resource resource(Optional<Wait> most, double inside, double waiting) {
        boolean byLock =
                most.filter(w -> w.kind() == Kind.MONITOR || w.what().contains("Lock")).isPresent();
        boolean outside =
                most.filter(w -> w.kind() == Kind.SOCKET || w.kind() == Kind.FILE).isPresent();
        boolean byPermit = most.filter(w -> w.what().contains("Semaphore")).isPresent();
        boolean whole = inside <= MOST_PERMITS && Math.abs(inside - Math.rint(inside)) <= WHOLE;
        boolean one = inside <= ONE && inside >= 1 / ONE;
        if (byLock || (one && !byPermit && !outside)) {
            return Resource.LOCK;
        }
        if (byPermit || (whole && !outside && waiting >= LITTLE_WAITING)) {
            return Resource.PERMITS;
        }
        return waiting >= LITTLE_WAITING ? Resource.DOWNSTREAM : Resource.UNKNOWN;
    }

    private static String sentence(Wait wait) {
        return "Most of the waiting is %s%s."
                .formatted(wait.kind().words(), wait.what().isEmpty() ? "" : ": " + wait.what());
    }

    private static boolean isSame(double rate, double ceiling) {
        return Math.abs(rate / ceiling - 1) <= SAME;
    }

    private static String ceiling(int number, String thing, double nanos, String of) {
        return "A plateau at %s / %s %s = %s a second."
                .formatted(things(number, thing), human(nanos), of, count(number * 1e9 / nanos));
    }

    private static String things(int number, String thing) {
        return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? thing : thing + "s");
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }

    private static String human(double nanos) {
        return Durations.human(nanos);
    }
}
