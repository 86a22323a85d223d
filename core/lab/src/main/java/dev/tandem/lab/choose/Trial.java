// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.compare.WarmUp;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.ProgressSink;
import dev.tandem.spi.Resources;
import java.util.Arrays;
import java.util.function.LongSupplier;

/**
 * Some runs of a model.
 *
 * @param nanos of the later half of them, in which it has come nearer to what it will take
 * @param digests of the last run
 */
@SuppressWarnings("ArrayRecordComponent") // read in this package
record Trial(double[] nanos, long[] digests) {

    private static final int FEWEST_RUNS = 3;

    /**
     * Runs a model until its times have settled or the time is over.
     *
     * @param limitNanos after which no further run begins, when there are some
     * @param hopelessNanos what takes longer, once its classes are loaded by a first run, is not
     *     run again
     */
    static Trial run(
            ExecutionModel model,
            JobRun<?> job,
            Resources resources,
            LongSupplier clock,
            double limitNanos,
            double hopelessNanos)
            throws Exception {
        var warmUp = new WarmUp();
        double[] nanos = new double[16];
        long[] digests;
        int runs = 0;
        try (ExecutionModel.Session session = model.open(job, resources)) {
            long begun = clock.getAsLong();
            long now = begun;
            do {
                long start = now;
                digests = session.run(ProgressSink.NONE).digests();
                now = clock.getAsLong();
                if (runs == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * runs);
                }
                nanos[runs++] = Math.max(1, now - start);
                warmUp.ran(now - start);
            } while (!(runs > 1 && nanos[runs - 1] > hopelessNanos)
                    && !warmUp.isOver()
                    && (runs < FEWEST_RUNS || now - begun < limitNanos));
        }
        return new Trial(Arrays.copyOfRange(nanos, runs / 2, runs), digests);
    }

    double median() {
        return Spread.of(nanos).median();
    }
}
