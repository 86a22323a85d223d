// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.linearizable;

import dev.tandem.explore.world.Ending.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has become of a question for {@link Linearizability}.
 *
 * @param scenarios how many have been explored
 * @param bounded how many of them not to the end
 * @param histories how many different ones there were, over all scenarios
 * @param leftOut the methods for whose parameters there are no values
 */
public record Report(
        Linearizability question,
        int scenarios,
        int bounded,
        long executions,
        long histories,
        long nanos,
        List<String> leftOut,
        Optional<Counterexample> counterexample) {

    /** All there is to say, a line each, with the call that replays what is wrong. */
    public List<String> lines() {
        return lines(this::call);
    }

    private String call(String scenario, String schedule) {
        String types =
                Stream.of(question.type(), question.model())
                        .distinct()
                        .map(type -> type.getName().replace('$', '.') + ".class")
                        .collect(Collectors.joining(", "));
        String quoted = scenario.replace("\"", "\\\"");
        return "Linearizability.of(" + types + ").replay(\"" + quoted + "\", \"" + schedule + "\")";
    }

    /**
     * All there is to say, a line each.
     *
     * @param replayLine what replays what is wrong, from the scenario and the schedule
     */
    public List<String> lines(BinaryOperator<String> replayLine) {
        List<String> lines = new ArrayList<>();
        String name = question.type().getName();
        if (counterexample.isPresent()) {
            lines.add(name + ": " + verdict(counterexample.get()));
            lines.add("");
            lines.addAll(counterexample.get().lines(replayLine));
        } else {
            lines.add(name + " is linearizable in all scenarios that were explored");
        }
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "scenarios %,d (%s), executions %,d, different histories %,d, %.2f s",
                        scenarios,
                        bounded == 0 ? "every interleaving of each" : bounded + " not to the end",
                        executions,
                        histories,
                        nanos / 1e9));
        if (!leftOut.isEmpty()) {
            lines.add(
                    "Note: no values are known for the parameters of "
                            + String.join(", ", leftOut)
                            + ", so it was not called");
        }
        return lines;
    }

    private static String verdict(Counterexample counterexample) {
        return counterexample
                .result()
                .failure()
                .map(failure ->
                        failure.kind() == Kind.FAILED_CHECK
                                ? "not linearizable"
                                : failure.kind().toString())
                .orElse("something went wrong, but not a second time");
    }

    @Override
    public String toString() {
        return String.join(System.lineSeparator(), lines());
    }
}
