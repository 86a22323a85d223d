package dev.tandem.core.explore;

import dev.tandem.core.explore.Failure.StepRow;
import dev.tandem.core.explore.world.Ending.Kind;
import dev.tandem.core.explore.world.Ending.ThreadView;
import dev.tandem.core.spi.Grade;
import java.util.List;
import java.util.Optional;

/**
 * What came of following a schedule.
 *
 * @param label the outcome, or the kind of the failure
 * @param kind what went wrong; empty when nothing did
 * @param events what the threads told, as {@code thread: text}
 */
public record Replayed(
        String label,
        Grade grade,
        Optional<Kind> kind,
        String message,
        List<ThreadView> threads,
        List<StepRow> steps,
        List<String> events) {}
