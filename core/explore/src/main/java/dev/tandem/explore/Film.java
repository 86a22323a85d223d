// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;

/**
 * An execution that can be looked at step by step.
 *
 * @param excerpt which of its steps there are shots of
 * @param shots one for each of these steps
 * @param end every thread when it was over
 */
public record Film(
        String schedule,
        Level level,
        Replayed execution,
        Excerpt excerpt,
        List<Shot> shots,
        List<ThreadStatus> end) {

    /**
     * A step, and how every thread stood right before it.
     *
     * @param step its number, from 0
     * @param thread the number of the thread that takes it, counted from 0
     * @param told what the program tells in it, as {@code thread: text}
     */
    public record Shot(
            int step, int thread, StepRow row, List<String> told, List<ThreadStatus> threads) {}
}
