package dev.tandem.core.explore;

import dev.tandem.core.explore.strategy.Replay;
import java.util.function.Consumer;

/**
 * The same schedule twice must take the same steps, or nothing that a search says can be trusted.
 */
final class Determinism {

    private Determinism() {}

    /**
     * @param problem hears where two executions of one schedule differ
     * @return whether they do not
     */
    static boolean check(Laboratory laboratory, Consumer<String> problem) {
        // The first execution initialises classes, which the later ones need not do again.
        laboratory.run(new Replay(new int[0], new int[0]));
        laboratory.run(new Replay(new int[0], new int[0]));
        var rows = laboratory.rows();
        Schedule schedule = laboratory.schedule();
        laboratory.run(new Replay(schedule.tasks(), schedule.values()));
        var again = laboratory.rows();
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
        return true;
    }
}
