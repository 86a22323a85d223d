// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/** Who took each step of an execution, and which values were chosen. */
public interface Decisions {

    int steps();

    /** The task that took a step. */
    int task(int step);

    /** How many values were chosen. */
    int choices();

    int choice(int index);

    /** The step in which a value was chosen. */
    int choiceStep(int index);

    /**
     * Whether these come before others of the same program, in an order that has nothing to do with
     * when they were taken: where the two part, whoever goes on comes before those who take over,
     * and of these the one with the lower number; a lower value comes before a higher one.
     */
    default boolean areBefore(Decisions others) {
        int common = Math.min(steps(), others.steps());
        int step = 0;
        while (step < common && task(step) == others.task(step)) {
            step++;
        }
        int chosen = Math.min(choices(), others.choices());
        for (int i = 0; i < chosen && choiceStep(i) < step; i++) {
            if (choice(i) != others.choice(i)) {
                return choice(i) < others.choice(i);
            }
        }
        if (step == common) {
            return steps() < others.steps();
        }
        int before = step == 0 ? 0 : task(step - 1);
        return task(step) == before
                || (others.task(step) != before && task(step) < others.task(step));
    }
}
