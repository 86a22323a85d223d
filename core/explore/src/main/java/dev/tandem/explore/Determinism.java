// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.strategy.Replay;
import java.util.function.Consumer;

/**
 * The same schedule twice must take the same steps to the same outcome, or nothing that a search
 * says can be trusted.
 */
final class Determinism {

    private Determinism() {}

    /**
     * @param problem hears where two executions of one schedule differ
     * @return whether they do not
     */
    static boolean check(Harness harness, Consumer<String> problem) {
        // The first execution initialises classes, which the later ones need not do again.
        harness.run(new Replay(new int[0], new int[0]));
        var verdict = harness.run(new Replay(new int[0], new int[0]));
        var rows = harness.rows();
        Schedule schedule = harness.schedule();
        var second = harness.run(new Replay(schedule.tasks(), schedule.values()));
        var again = harness.rows();
        for (int i = 0; i < Math.max(rows.size(), again.size()); i++) {
            if (i >= rows.size() || i >= again.size() || !rows.get(i).equals(again.get(i))) {
                var row = i < rows.size() ? rows.get(i) : again.get(i);
                problem.accept(
                        "the same schedule twice takes different steps, from step "
                                + (i + 1)
                                + " on: "
                                + row.thread()
                                + ", "
                                + row.operation()
                                + (row.place().isEmpty() ? "" : " at " + row.place()));
                return false;
            }
        }
        if (verdict != null && second != null && !verdict.sameAs(second)) {
            problem.accept(
                    "the same schedule twice has different outcomes: "
                            + verdict.label()
                            + " and "
                            + second.label());
            return false;
        }
        return true;
    }
}
