// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.run.RunReport;
import dev.tandem.lab.run.RunReport.Ending;
import dev.tandem.lab.run.RunRequest;
import dev.tandem.lab.run.Runner;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Event;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** A workload that is isolated, run through the runner in a real process of its own. */
class IsolatedRunTest {

    static final Catalogue CATALOGUE = Catalogue.of(List.of(new Stubborn()), List.of());

    private final Workload workload = CATALOGUE.workload("stubborn.ends");

    private final Runner runner =
            new Runner(sink -> new WorkerScope(LauncherTest::command, sink, new Overlap()));

    private RunReport run(String end, Duration timeout) {
        RunRequest request =
                RunRequest.of(workload, Optional.empty(), Map.of("end", end), 7)
                        .within(timeout)
                        .at(0.5);
        return runner.run(request, event -> {});
    }

    @Test
    void theOutcomeComesBackWithItsEvidenceTyped() {
        RunReport report = run("well", Duration.ofSeconds(30));
        assertThat(report.ending()).isEqualTo(Ending.COMPLETED);
        assertThat(report.outcome()).isEqualTo(new Outcome.Observed("well", Ends.EVIDENCE));
        assertThat(report.events())
                .extracting(Event::text)
                .containsExactly("variant default, seed 7");
        assertThat(report.events().getFirst().pid()).isNotEqualTo(ProcessHandle.current().pid());
    }

    @Test
    void threadsThatNothingCanEndEndWithTheProcess() {
        RunReport report = run("stuck-thread", Duration.ofSeconds(30));
        assertThat(report.outcome()).isEqualTo(Ends.STUCK.observed());
    }

    @Test
    void whatIsThrownThereIsTheFailureHere() {
        RunReport report = run("throw", Duration.ofSeconds(30));
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .hasMessage(
                                                "java.lang.IllegalStateException: told to throw")
                                        .satisfies(e ->
                                                assertThat(e.getStackTrace()[0].getMethodName())
                                                        .isEqualTo("run")));
    }

    @Test
    void whatIsUnavailableThereIsUnavailableHere() {
        RunReport report = run("unavailable", Duration.ofSeconds(30));
        assertThat(report.outcome()).isEqualTo(new Outcome.Unavailable("a reason", "a remedy"));
    }

    @Test
    void whatIsMissingIsWhatItsProcessLacks() {
        RunRequest request =
                RunRequest.of(
                        CATALOGUE.workload("stubborn.elsewhere"), Optional.empty(), Map.of(), 7);
        assertThat(runner.run(request, event -> {}).outcome())
                .isEqualTo(Elsewhere.FOUND.observed());
        assertThat(runner.runHere(request, event -> {}).outcome())
                .isEqualTo(new Outcome.Unavailable("this is the parent", "ask a child"));
    }

    @Test
    void aRunThatNeverEndsIsEndedWithItsProcess() {
        RunReport report = run("never", Duration.ofSeconds(2));
        assertThat(report.ending()).isEqualTo(Ending.TIMED_OUT);
        assertThat(report.outcome())
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed ->
                                assertThat(failed.error())
                                        .isInstanceOf(InterruptedException.class));
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    private static final class Stubborn implements Chapter {
        @Override
        public String id() {
            return "stubborn";
        }

        @Override
        public String title() {
            return "Stubborn";
        }

        @Override
        public int order() {
            return 1;
        }

        @Override
        public List<Workload> workloads() {
            return List.of(new Ends(), new Elsewhere());
        }
    }

    /** Needs what only its own process has. */
    private static final class Elsewhere implements Workload {
        private static final Label FOUND = Label.acceptable("found", "the need is met there");

        @Override
        public WorkloadSpec spec() {
            return WorkloadSpec.of("stubborn.elsewhere", "Elsewhere", "Needs to be a child.")
                    .with(FOUND)
                    .needs(new Need("a child", Elsewhere::availability))
                    .isolated()
                    .build();
        }

        private static Availability availability() {
            return System.getProperty("sun.java.command", "").startsWith(TestChild.class.getName())
                    ? Availability.available()
                    : Availability.unavailable("this is the parent", "ask a child");
        }

        @Override
        public Outcome run(RunContext context) {
            return FOUND.observed();
        }
    }

    private static final class Ends implements Workload {
        static final Map<String, Object> EVIDENCE = new LinkedHashMap<>();

        static {
            EVIDENCE.put("flag", true);
            EVIDENCE.put("int", -3);
            EVIDENCE.put("long", 1L << 40);
            EVIDENCE.put("double", 2.5);
            EVIDENCE.put("whole-double", 2.0);
            EVIDENCE.put("text", "häß");
            EVIDENCE.put("list", List.of(1, "two", List.of(3L)));
            EVIDENCE.put("map", Map.of("inner", Map.of("deep", false)));
        }

        private static final Label STUCK = Label.acceptable("stuck-thread", "told so");
        private static final Parameter<String> END = Parameter.text("end", "well", "how it ends");

        @Override
        public WorkloadSpec spec() {
            return WorkloadSpec.of(
                            "stubborn.ends",
                            "Ends as it is told, or not at all",
                            "Some runs can only be ended with their process.")
                    .with(END)
                    .with(Label.acceptable("well", "told so"), STUCK)
                    .isolated()
                    .build();
        }

        @Override
        public Outcome run(RunContext context) throws Exception {
            switch (context.get(END)) {
                case "throw" -> throw new IllegalStateException("told to throw");
                case "unavailable" -> {
                    return Outcome.unavailable("a reason", "a remedy");
                }
                case "stuck-thread" -> {
                    new Thread(Ends::waitForEver).start();
                    return STUCK.observed();
                }
                case "never" -> waitForEver();
                default ->
                        context.event("variant " + context.variant() + ", seed " + context.seed());
            }
            return new Outcome.Observed("well", EVIDENCE);
        }

        private static void waitForEver() {
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    // Stubborn.
                }
            }
        }
    }
}
