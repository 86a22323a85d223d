// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.text;

import dev.tandem.explore.Failure.StepRow;
import dev.tandem.explore.Whereabouts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Steps that are shown as one: those in a row that one thread takes within one call of a class of
 * the JDK or of a library.
 *
 * @param from the number of the first, counted from 0
 * @param to the number after the last
 * @param step the call, where the program makes it
 * @param inside how many steps there are, in words; empty when there is one, which is shown as it
 *     is
 */
public record StepGroup(int from, int to, StepRow step, String inside) {

    /** Each step as it is. */
    static List<StepGroup> single(List<StepRow> steps) {
        List<StepGroup> all = new ArrayList<>();
        steps.forEach(step -> all.add(new StepGroup(all.size(), all.size() + 1, step, "")));
        return List.copyOf(all);
    }

    public static List<StepGroup> of(List<StepRow> steps) {
        List<StepGroup> all = new ArrayList<>();
        for (int from = 0; from < steps.size(); ) {
            StepRow first = steps.get(from);
            int to = from + 1;
            while (to < steps.size()
                    && steps.get(to).goesOn()
                    && steps.get(to).thread().equals(first.thread())) {
                to++;
            }
            all.add(of(first, from, to));
            from = to;
        }
        return List.copyOf(all);
    }

    private static StepGroup of(StepRow first, int from, int to) {
        int count = to - from;
        String steps = Wording.count(count, first.goesOn() ? "more step" : "step") + " inside";
        Optional<Whereabouts.Call> call = Whereabouts.call(first.frames());
        if (call.isEmpty()) {
            return new StepGroup(from, to, first, count == 1 ? "" : "(" + steps + ")");
        }
        String what = count == 1 ? ": " + first.what() : "";
        return new StepGroup(from, to, call.get().step(first), "(" + steps + what + ")");
    }

    /** What the thread does, and what it asks for. */
    public String what() {
        return with(step.what());
    }

    /** What the thread does. */
    String operation() {
        return with(step.operation());
    }

    private String with(String text) {
        return inside.isEmpty() ? text : text + " " + inside;
    }

    /** What is equal where two groups look alike. */
    public StepRow shown() {
        return new StepRow(
                step.thread(),
                operation(),
                step.lock(),
                step.place(),
                step.method(),
                step.frames(),
                false);
    }
}
