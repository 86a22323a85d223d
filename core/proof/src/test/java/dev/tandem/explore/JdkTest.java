// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.jdk.Driver;
import dev.tandem.explore.strategy.RandomWalk;
import dev.tandem.explore.strategy.Reduced;
import dev.tandem.explore.strategy.Unreduced;
import dev.tandem.explore.world.Ending.Broken;
import dev.tandem.explore.world.Environment;
import dev.tandem.explore.world.Strategy;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ForkJoinTask;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every public member of {@code java.util.concurrent} and its sub-packages, called by two threads
 * at once: each with one other of its class, or with {@code -Dtandem.jdk.all=true} with all of
 * them, which takes some minutes. {@code -Dtandem.jdk.types=.*Phaser} drives only those of the
 * classes whose names match.
 */
class JdkTest {

    private static final boolean ALL = Boolean.getBoolean("tandem.jdk.all");
    private static final Pattern CHOSEN =
            Pattern.compile(System.getProperty("tandem.jdk.types", ".*"));
    private static final int EXECUTIONS = 2;
    private static final int STEPS = 20_000;

    /** Of so many pairs one is searched to the end in every build. */
    private static final int SAMPLED = 20;

    private static final int MOST = 1_000;
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

    /** What a message says of the objects that it names depends on the world. */
    private static final Pattern EXPLANATION = Pattern.compile(":(?! \\|).*?(?= \\| |$)");

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

    private static List<ChosenPair> pairs() {
        return IntStream.range(0, TYPES.size())
                .filter(type -> CHOSEN.matcher(TYPES.get(type).type().getName()).matches())
                .boxed()
                .flatMap(type -> pairs(type).stream())
                .toList();
    }

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
    @Timeout(36_000)
    void two_threads_can_call_whatever_there_is(Level level) {
        Harness harness = harness(level, true);
        List<String> problems = new ArrayList<>();
        for (ChosenPair pair : pairs()) {
            pair.choose();
            drive(harness, pair, problem -> problems.add(words(pair) + ": " + problem));
        }
        assertThat(problems).isEmpty();
    }

    /** All that is seen without reduction is seen with it, and at every finer level. */
    @Test
    @Timeout(36_000)
    void ends_as_it_does_without_reduction_and_at_finer_levels() {
        Harness unreduced = harness(Level.SYNC, false);
        List<Harness> finer = Stream.of(Level.values()).map(level -> harness(level, true)).toList();
        List<String> problems = new ArrayList<>();
        int searched = 0;
        for (ChosenPair pair : pairs()) {
            if (!ALL && (pair.first() + pair.second()) % SAMPLED != 0) {
                continue;
            }
            pair.choose();
            Optional<Set<String>> all = ends(unreduced, new Unreduced(Integer.MAX_VALUE));
            if (all.isEmpty()) {
                continue;
            }
            for (Harness harness : finer) {
                Optional<Set<String>> seen = ends(harness, new Reduced());
                if (seen.isPresent()) {
                    searched++;
                    if (!seen.get().containsAll(all.get())) {
                        problems.add(words(pair) + ": " + all.get() + " and " + seen.get());
                    }
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(searched).isGreaterThan(10);
    }

    /** What a search to the end sees; empty when it is too large. */
    private static Optional<Set<String>> ends(Harness harness, Strategy search) {
        Set<String> ends = new TreeSet<>();
        for (int i = 0; i < MOST; i++) {
            Verdict verdict = harness.run(search);
            if (verdict != null) {
                ends.add(EXPLANATION.matcher(verdict.label()).replaceAll(""));
            }
            if (!search.executionDone(harness.trace())) {
                return Optional.of(ends);
            }
        }
        return Optional.empty();
    }

    private static Harness harness(Level level, boolean reduced) {
        var subject = new Subject.OfClass(DriverWriter.NAME, "pair", DriverWriter.loader(TYPES));
        return new Harness(
                subject, level, reduced, STEPS, new Environment(1, Environment.Time.IDLE));
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
