// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.ExplorationResult.Stop;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Verdicts;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same programs under another model checker, with the same verdict. In a JVM of its own, for
 * Lincheck changes the classes of the JDK while it works.
 */
@Tag("lincheck")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LincheckTest {

    private static final int INVOCATIONS = 200;
    private static final int ATTEMPTS = 5;

    private final Map<String, Verdict> theirs = new HashMap<>();

    private enum Verdict {
        PASSES,
        FAILS,
        HANGS
    }

    /**
     * Written as a lambda: Lincheck does not look into what reflection or a method reference calls.
     */
    private interface Body {
        void run() throws InterruptedException;
    }

    private record Program(Subject.OfClass subject, Body body) {
        @Override
        public String toString() {
            return subject.method();
        }
    }

    private static Program of(Class<?> type, String method, Body body) {
        return new Program(
                new Subject.OfClass(type.getName(), method, type.getClassLoader()), body);
    }

    static Stream<Program> programs() {
        return Stream.of(
                of(Philosophers.class, "ordered", () -> Philosophers.ordered()),
                of(Philosophers.class, "broken", () -> Philosophers.broken()),
                of(Verdicts.class, "plainCounter", () -> Verdicts.plainCounter()),
                of(Verdicts.class, "volatileCounter", () -> Verdicts.volatileCounter()),
                of(Verdicts.class, "atomicCounter", () -> Verdicts.atomicCounter()),
                of(Verdicts.class, "checkedAtomicCounter", () -> Verdicts.checkedAtomicCounter()),
                of(Verdicts.class, "monitoredCounter", () -> Verdicts.monitoredCounter()),
                of(Verdicts.class, "twoSections", () -> Verdicts.twoSections()),
                of(Verdicts.class, "mapReadThenWritten", () -> Verdicts.mapReadThenWritten()),
                of(Verdicts.class, "mapMerged", () -> Verdicts.mapMerged()),
                of(Verdicts.class, "locksInTwoOrders", () -> Verdicts.locksInTwoOrders()),
                of(Verdicts.class, "locksInOneOrder", () -> Verdicts.locksInOneOrder()),
                of(Verdicts.class, "monitorsInTwoOrders", () -> Verdicts.monitorsInTwoOrders()),
                of(Verdicts.class, "upgradedReadLock", () -> Verdicts.upgradedReadLock()),
                of(Verdicts.class, "waitsForWhatHasBeen", () -> Verdicts.waitsForWhatHasBeen()),
                of(Verdicts.class, "waitsForAState", () -> Verdicts.waitsForAState()),
                of(Verdicts.class, "signalsOneOfTwo", () -> Verdicts.signalsOneOfTwo()),
                of(Verdicts.class, "queueHandsOver", () -> Verdicts.queueHandsOver()),
                of(Verdicts.class, "semaphoreOfTwo", () -> Verdicts.semaphoreOfTwo()),
                of(Verdicts.class, "latchCountedByOne", () -> Verdicts.latchCountedByOne()),
                of(Verdicts.class, "latchCountedByTwo", () -> Verdicts.latchCountedByTwo()),
                of(Verdicts.class, "barrierForOneMore", () -> Verdicts.barrierForOneMore()),
                of(Verdicts.class, "barrier", () -> Verdicts.barrier()),
                of(Verdicts.class, "exchangerAlone", () -> Verdicts.exchangerAlone()),
                of(
                        Verdicts.class,
                        "unlocksWhatItDoesNotHold",
                        () -> Verdicts.unlocksWhatItDoesNotHold()));
    }

    @BeforeAll
    void runLincheck() {
        ChangedOnce.during(() ->
                programs().forEach(program -> theirs.put(program.toString(), lincheck(program))));
    }

    @ParameterizedTest
    @MethodSource("programs")
    void agrees_with_the_explorer(Program program) {
        assertThat(explore(program)).isEqualTo(theirs.get(program.toString()));
    }

    private static Verdict explore(Program program) {
        ExplorationResult result =
                Explorer.explore(
                        ExploreRequest.of(program.subject()).at(Level.MEMORY),
                        (executions, steps) -> {},
                        () -> false);
        if (result.failure().isEmpty()) {
            assertThat(result.stop()).isEqualTo(Stop.EXHAUSTED);
            return Verdict.PASSES;
        }
        return switch (result.failure().get().kind()) {
            case DEADLOCK, PARTIAL_DEADLOCK -> Verdict.HANGS;
            default -> Verdict.FAILS;
        };
    }

    private static Verdict lincheck(Program program) {
        for (int attempt = 1; ; attempt++) {
            try {
                Lincheck.runConcurrentTest(INVOCATIONS, () -> run(program.body()));
                return Verdict.PASSES;
            } catch (LincheckAssertionError e) {
                return String.valueOf(e.getMessage()).contains("has hung")
                        ? Verdict.HANGS
                        : Verdict.FAILS;
            } catch (IndexOutOfBoundsException e) {
                if (attempt == ATTEMPTS || !isOfItsReport(e)) {
                    throw e;
                }
            }
        }
    }

    /**
     * Lincheck 3.7 has found a failure, and on rare occasions cannot write it down: then nobody
     * knows which failure it was, and it has to be asked again.
     */
    private static boolean isOfItsReport(IndexOutOfBoundsException e) {
        return Arrays.stream(e.getStackTrace())
                .anyMatch(frame ->
                        frame.getClassName().equals(LincheckAssertionError.class.getName())
                                && frame.getMethodName().equals("<init>"));
    }

    private static void run(Body program) {
        try {
            program.run();
        } catch (InterruptedException e) {
            throw new AssertionError("nobody interrupts", e);
        }
    }
}
