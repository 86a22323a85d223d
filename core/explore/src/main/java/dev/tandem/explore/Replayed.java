// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.world.Ending.Kind;
import dev.tandem.explore.world.Ending.ThreadView;
import dev.tandem.spi.Grade;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What came of following a schedule.
 *
 * @param label the outcome, or the kind of the failure
 * @param kind what went wrong; empty when nothing did
 * @param scheduleEnd after how many steps the schedule ended, when the execution was not over then:
 *     from there on whoever ran went on
 * @param events what the threads told, as {@code thread: text}
 */
public record Replayed(
        String label,
        Grade grade,
        Optional<Kind> kind,
        String message,
        List<ThreadView> threads,
        List<StepRow> steps,
        OptionalInt scheduleEnd,
        List<String> events) {}
