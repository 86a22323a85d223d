// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.world.Decisions;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Environment.Time;
import dev.tandem.explore.world.Trace;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A schedule: which thread takes each step, and which value each free choice has. Its text is one
 * word that a shell leaves alone:
 *
 * <pre>1:9c0ffee5:sync:r:0x5,1x2,0=1</pre>
 *
 * the version of the format, the fingerprint of the program, the level, what the search was like,
 * and the steps: {@code r} or {@code u} for a reduced search or one that is not, then how much may
 * happen for no reason, if anything may, and {@code t} where time passes at any moment. Here is a
 * plain one: thread 0 takes five, thread 1 takes two, thread 0 takes one in which the value 1 is
 * chosen. What repeats itself in a long one is written once; see {@link Folding}.
 */
final class Schedule implements Decisions {

    private static final String VERSION = "1";
    private static final Pattern SEARCH = Pattern.compile("([ru])(\\d{0,4})(t?)");
    private static final int MOST_STEPS = 10_000_000;
    private static final int LONGEST_SHOWN = 40;
    private static final Pattern RUN =
            Pattern.compile("(\\d{1,2})(?:x(\\d{1,7}))?((?:=\\d{1,2})*)");

    private final String fingerprint;
    private final Level level;
    private final boolean reduced;
    private final Environment environment;
    private final int[] tasks;
    private final int[] values;
    private final int[] valueSteps;

    private Schedule(
            String fingerprint,
            Level level,
            boolean reduced,
            Environment environment,
            int[] tasks,
            int[] values,
            int[] valueSteps) {
        this.fingerprint = fingerprint;
        this.level = level;
        this.reduced = reduced;
        this.environment = environment;
        this.tasks = tasks;
        this.values = values;
        this.valueSteps = valueSteps;
    }

    static Schedule of(
            Trace trace,
            String fingerprint,
            Level level,
            boolean reduced,
            Environment environment) {
        int[] tasks = new int[trace.steps()];
        for (int i = 0; i < tasks.length; i++) {
            tasks[i] = trace.task(i);
        }
        int[] values = new int[trace.choices()];
        int[] steps = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = trace.choice(i);
            steps[i] = trace.choiceStep(i);
        }
        return new Schedule(fingerprint, level, reduced, environment, tasks, values, steps);
    }

    /**
     * @throws TandemException.Usage when the text is no schedule, or one of another version
     */
    static Schedule parse(String text) {
        String[] parts = text.strip().split(":", -1);
        if (parts.length != 5 || !parts[0].matches("\\d{1,9}")) {
            throw new TandemException.Usage(
                    "'"
                            + shorten(text)
                            + "' is not a schedule; copy the whole word that explore printed");
        }
        if (!parts[0].equals(VERSION)) {
            throw new TandemException.Usage(
                    "the schedule is of format "
                            + shorten(parts[0])
                            + ", this program reads format "
                            + VERSION
                            + "; explore again to get a new one");
        }
        Level level =
                Stream.of(Level.values())
                        .filter(l -> name(l).equals(parts[2]))
                        .findFirst()
                        .orElseThrow(() ->
                                new TandemException.Usage(
                                        "'"
                                                + shorten(parts[2])
                                                + "' is not a level; a schedule has sync, volatile or memory"));
        Matcher search = SEARCH.matcher(parts[3]);
        if (!search.matches()) {
            throw new TandemException.Usage(
                    "'"
                            + shorten(parts[3])
                            + "' is no kind of search; a schedule has r, u or, say, r1t");
        }
        int[] tasks = new int[64];
        int[] values = new int[8];
        int[] valueSteps = new int[8];
        int steps = 0;
        int chosen = 0;
        for (String run : Folding.unfold(parts[4])) {
            Matcher matcher = RUN.matcher(run);
            if (!matcher.matches()) {
                throw new TandemException.Usage(
                        "'"
                                + shorten(run)
                                + "' is no part of a schedule; it would be 1, 1x5 or 1=0");
            }
            int count = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            if (count > MOST_STEPS - steps) {
                throw new TandemException.Usage(
                        "the schedule has more than " + MOST_STEPS + " steps");
            }
            if (steps + count > tasks.length) {
                tasks = Arrays.copyOf(tasks, Math.max(tasks.length * 2, steps + count));
            }
            Arrays.fill(tasks, steps, steps + count, Integer.parseInt(matcher.group(1)));
            steps += count;
            for (String value :
                    matcher.group(3).isEmpty()
                            ? new String[0]
                            : matcher.group(3).substring(1).split("=")) {
                if (chosen == values.length) {
                    values = Arrays.copyOf(values, chosen * 2);
                    valueSteps = Arrays.copyOf(valueSteps, chosen * 2);
                }
                valueSteps[chosen] = steps - 1;
                values[chosen++] = Integer.parseInt(value);
            }
        }
        return new Schedule(
                parts[1],
                level,
                search.group(1).equals("r"),
                new Environment(
                        search.group(2).isEmpty() ? 0 : Integer.parseInt(search.group(2)),
                        search.group(3).isEmpty() ? Time.IDLE : Time.ANY),
                Arrays.copyOf(tasks, steps),
                Arrays.copyOf(values, chosen),
                Arrays.copyOf(valueSteps, chosen));
    }

    /** The beginning of what was to be a schedule, on one line. */
    static String shorten(String text) {
        String shown = text.replaceAll("[\\s\\p{Cntrl}]+", " ");
        return shown.length() <= LONGEST_SHOWN ? shown : shown.substring(0, LONGEST_SHOWN) + "…";
    }

    private static String name(Level level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    String fingerprint() {
        return fingerprint;
    }

    Level level() {
        return level;
    }

    boolean isReduced() {
        return reduced;
    }

    Environment environment() {
        return environment;
    }

    @Override
    public int steps() {
        return tasks.length;
    }

    @Override
    public int task(int step) {
        return tasks[step];
    }

    @Override
    public int choices() {
        return values.length;
    }

    @Override
    public int choice(int index) {
        return values[index];
    }

    @Override
    public int choiceStep(int index) {
        return valueSteps[index];
    }

    int[] tasks() {
        return tasks;
    }

    int[] values() {
        return values;
    }

    /** The step in which each value is chosen. */
    int[] valueSteps() {
        return valueSteps;
    }

    /** What is chosen in a step. */
    List<Integer> valuesOf(int step) {
        return IntStream.range(0, values.length)
                .filter(i -> valueSteps[i] == step)
                .mapToObj(i -> values[i])
                .toList();
    }

    /** Whether another schedule of the same program is the beginning of this one. */
    boolean beginsWith(Schedule other) {
        int steps = other.tasks.length;
        int chosen = other.values.length;
        return steps <= tasks.length
                && chosen <= values.length
                && Arrays.equals(tasks, 0, steps, other.tasks, 0, steps)
                && Arrays.equals(values, 0, chosen, other.values, 0, chosen);
    }

    /** How often the thread changes from one step to the next. */
    int switches() {
        int count = 0;
        for (int i = 1; i < tasks.length; i++) {
            count += tasks[i] == tasks[i - 1] ? 0 : 1;
        }
        return count;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append(VERSION)
                .append(':')
                .append(fingerprint)
                .append(':')
                .append(name(level))
                .append(':')
                .append(reduced ? 'r' : 'u')
                .append(environment.spurious() == 0 ? "" : environment.spurious())
                .append(environment.time() == Time.ANY ? "t" : "")
                .append(':');
        List<String> runs = new ArrayList<>();
        int value = 0;
        for (int from = 0; from < tasks.length; ) {
            int to = from + 1;
            boolean chosen = value < valueSteps.length && valueSteps[value] == from;
            while (!chosen && to < tasks.length && tasks[to] == tasks[from]) {
                chosen = value < valueSteps.length && valueSteps[value] == to;
                to++;
            }
            var run = new StringBuilder().append(tasks[from]);
            if (to - from > 1) {
                run.append('x').append(to - from);
            }
            while (value < valueSteps.length && valueSteps[value] == to - 1) {
                run.append('=').append(values[value++]);
            }
            runs.add(run.toString());
            from = to;
        }
        return text.append(Folding.fold(runs)).toString();
    }
}
