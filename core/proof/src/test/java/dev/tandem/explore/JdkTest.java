// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.jdk.Driver;
import dev.tandem.explore.strategy.RandomWalk;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every public member of {@code java.util.concurrent} and its sub-packages, called by two threads
 * at once: each with one other of its class, or with {@code -Dtandem.jdk.all=true} with all of
 * them, which takes some minutes.
 */
class JdkTest {

    private static final boolean ALL = Boolean.getBoolean("tandem.jdk.all");
    private static final int EXECUTIONS = 2;
    private static final int STEPS = 20_000;
    private static final long SEED = 42;

    private static final List<JdkMembers> TYPES = JdkMembers.all();

    /** What the members are documented to throw, called as they are here. */
    private static final Set<String> DOCUMENTED =
            Set.of(
                    "java.lang.ArrayIndexOutOfBoundsException",
                    "java.lang.ClassCastException",
                    "java.lang.IllegalArgumentException",
                    "java.lang.IllegalMonitorStateException",
                    "java.lang.IllegalStateException",
                    "java.lang.IndexOutOfBoundsException",
                    "java.lang.InterruptedException",
                    "java.lang.RuntimeException",
                    "java.lang.UnsupportedOperationException",
                    "java.util.ConcurrentModificationException",
                    "java.util.NoSuchElementException",
                    "java.util.concurrent.BrokenBarrierException",
                    "java.util.concurrent.CancellationException",
                    "java.util.concurrent.CompletionException",
                    "java.util.concurrent.ExecutionException",
                    "java.util.concurrent.RejectedExecutionException",
                    "java.util.concurrent.TimeoutException");

    private static final Pattern OF_TWINS =
            Pattern.compile("ClassCastException: .*dev\\.tandem\\.explored\\.");

    /** Here one thread keeps what the other waits for, which a deadlock is the right word for. */
    private static final Pattern KEPT = Pattern.compile("held by (one|two), which has ended");

    /**
     * Of several threads that wait for a task, one that gives up before one that came later never
     * comes back: {@code ForkJoinTask.awaitDone} compares with the wrong node in order to remove
     * its own. It does so on the JVM itself.
     */
    private static final Set<String> LOOPING =
            Set.of("get", "join", "quietlyJoin", "quietlyJoinUninterruptibly");

    private static List<ChosenPair> pairs(int type) {
        int count = TYPES.get(type).members().size();
        List<Integer> members = new ArrayList<>(IntStream.range(0, count).boxed().toList());
        List<ChosenPair> pairs = new ArrayList<>();
        if (ALL) {
            for (int first : members) {
                for (int second = first; second < count; second++) {
                    pairs.add(new ChosenPair(type, first, second));
                }
            }
            return pairs;
        }
        Collections.shuffle(members, new Random(SEED));
        for (int i = 0; i < count; i += 2) {
            pairs.add(new ChosenPair(type, members.get(i), members.get((i + 1) % count)));
        }
        return pairs;
    }

    @Test
    void knows_the_members() {
        assertThat(TYPES).hasSizeGreaterThan(90);
        assertThat(TYPES.stream().mapToInt(type -> type.members().size()).sum())
                .isGreaterThan(2000);
    }

    @ParameterizedTest
    @EnumSource(Level.class)
    void two_threads_can_call_whatever_there_is(Level level) {
        var subject = new Subject.OfClass(DriverWriter.NAME, "pair", DriverWriter.loader(TYPES));
        var harness =
                new Harness(subject, level, true, STEPS, new Environment(1, Environment.Time.IDLE));
        List<String> problems = new ArrayList<>();
        for (int type = 0; type < TYPES.size(); type++) {
            for (ChosenPair pair : pairs(type)) {
                pair.choose();
                drive(harness, pair, problem -> problems.add(words(pair) + ": " + problem));
            }
        }
        assertThat(problems).isEmpty();
    }

    private static void drive(Harness harness, ChosenPair pair, Consumer<String> problem) {
        try {
            Determinism.check(harness, problem);
            RandomWalk walk = new RandomWalk(SEED);
            for (int i = 0; i < EXECUTIONS; i++) {
                walk.number(i);
                Verdict verdict = harness.run(walk);
                judge(verdict, pair, problem);
                if (!isPlain(pair)) {
                    harness.race().ifPresent(problem);
                }
            }
        } catch (IllegalStateException e) {
            problem.accept(e.toString());
        }
    }

    private static void judge(Verdict verdict, ChosenPair pair, Consumer<String> problem) {
        Broken failure = verdict.failure();
        if (failure != null) {
            boolean isRight =
                    switch (failure.kind()) {
                        case DEADLOCK -> KEPT.matcher(failure.message()).find();
                        case LIVELOCK -> isLooping(pair);
                        default -> false;
                    };
            if (!isRight) {
                problem.accept(failure.kind() + ": " + failure.message());
            }
            return;
        }
        for (String end : verdict.label().split(Pattern.quote(Driver.SEPARATOR))) {
            boolean throwsNothing = end.equals(Driver.RETURNS) || end.equals(Driver.WAITS);
            boolean isOurs = OF_TWINS.matcher(end).find();
            if (!throwsNothing && (isOurs || !DOCUMENTED.contains(end.split(":")[0]))) {
                problem.accept(end);
            }
        }
    }

    /** Whether a member accesses something as if there were no other threads. */
    private static boolean isPlain(ChosenPair pair) {
        return members(pair).anyMatch(name -> name.endsWith("Plain"));
    }

    private static boolean isLooping(ChosenPair pair) {
        return ForkJoinTask.class.isAssignableFrom(TYPES.get(pair.type()).type())
                && members(pair).allMatch(LOOPING::contains);
    }

    private static Stream<String> members(ChosenPair pair) {
        var members = TYPES.get(pair.type()).members();
        return Stream.of(pair.first(), pair.second()).map(member -> members.get(member).getName());
    }

    private static String words(ChosenPair pair) {
        var members = TYPES.get(pair.type()).members();
        return members.get(pair.first()) + " and " + members.get(pair.second());
    }
}
