// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.samples.OneJob;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.TandemException;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class CompareCommandTest {

    private final Squares job = new Squares();
    private final ScriptedModel right = ScriptedModel.right("right", () -> {});
    private final ScriptedModel stuck =
            ScriptedModel.of(
                    "stuck",
                    (number, work) -> {
                        new CountDownLatch(1).await();
                        return new long[0];
                    });
    private final Catalogue catalogue =
            Catalogue.of(
                    List.of(
                            new OneJob(
                                    job,
                                    List.of(
                                            right,
                                            stuck,
                                            ScriptedModel.wrongFrom("wrong", 1),
                                            ScriptedModel.missing(
                                                    "absent", "there is none", "get one"),
                                            ScriptedModel.of(
                                                    "crashing",
                                                    (number, work) -> {
                                                        throw new TandemException.WorkerFailed(
                                                                "it died");
                                                    })))),
                    List.of(new SequentialModel()));

    private CommandResult compare(String... more) {
        var args = new java.util.ArrayList<>(List.of("compare", "sample.squares", "--rounds", "3"));
        args.addAll(List.of(more));
        return CommandResult.of(catalogue, args.toArray(String[]::new));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(CommandResult result) {
        return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(result.out());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> model(Map<String, Object> document, int index) {
        return ((List<Map<String, Object>>) document.get("models")).get(index);
    }

    @Test
    void theDocumentHasTheFieldsOfTheContract() {
        CommandResult result = compare("--models", "right,absent", "--json", "-p", "size=100");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        Map<String, Object> document = json(result);
        assertThat(document)
                .containsEntry("job", "sample.squares")
                .containsEntry("verified", true)
                .containsEntry("stop", "completed")
                .containsEntry("limit", "rounds")
                .containsEntry("within", null)
                .containsKeys("parameters", "machine", "seed", "nanos", "rounds", "busy");
        assertThat(document.get("parameters").toString()).contains("100");
        assertThat(model(document, 1))
                .containsEntry("id", "right")
                .containsEntry("available", true)
                .containsEntry("digestsAgree", true)
                .containsEntry("reason", null)
                .containsKeys("medianNanos", "low", "high", "speedup", "speedupLow", "speedupHigh")
                .containsKeys("efficiency", "cpuNanos", "peakBytes", "startupNanos")
                .containsKeys("drift", "allocatedBytes")
                .containsEntry("low", null)
                .containsEntry("peakBytes", null);
        assertThat((List<?>) model(document, 1).get("samples")).hasSize(3);
        assertThat(model(document, 2))
                .containsEntry("id", "absent")
                .containsEntry("available", false)
                .containsEntry("reason", "there is none")
                .containsEntry("remedy", "get one")
                .containsEntry("medianNanos", null)
                .containsEntry("samples", List.of());
    }

    @Test
    void aPersonSeesARowForEachModelAndWhatIsMissing() {
        CommandResult result = compare("--models", "right,absent");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("sample.squares  Squares", "size=8 seed=42", "sequential", "right")
                .contains("absent  not available: there is none; get one")
                .contains("All gave the same results for the 8 parts, in every run.")
                .doesNotContain("\033");
        assertThat(result.err()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"wrong,1", "absent,3", "crashing,4", "'right,absent',0", "sequential,0"})
    void theExitCodeFollowsFromWhatTheModelsDid(String models, int code) {
        assertThat(compare("--models", models).code()).isEqualTo(code);
    }

    @Test
    void aWrongModelIsShownWithoutATime() {
        CommandResult result = compare("--models", "wrong");
        assertThat(result.out())
                .contains(
                        "wrong  wrong: 1 of 8 results differ, the first at part 7", "Not verified");
        assertThat(model(json(compare("--models", "wrong", "--json")), 1))
                .containsEntry("digestsAgree", false)
                .containsEntry("samples", List.of());
    }

    @Test
    void roundsGoOnOfThemselvesUntilTheyAreEnough() {
        CommandResult result =
                CommandResult.of(
                        catalogue,
                        "compare sample.squares --models right --within 50 --time-limit 1ms --json"
                                .split(" "));
        Map<String, Object> document = json(result);
        assertThat(document).containsEntry("within", 0.5);
        assertThat((String) document.get("limit")).isIn("within", "time");
        assertThat((List<?>) model(document, 1).get("samples")).hasSizeGreaterThanOrEqualTo(6);
        assertThat(model(document, 1).get("speedupLow")).isNotNull();
    }

    @Test
    void threeRoundsAreTooFewToConclude() {
        assertThat(compare("--models", "right", "-p", "size=1").out())
                .contains("Too few rounds to conclude; at least 6.")
                .contains("All gave the same results for the 1 part, in every run.")
                .doesNotContain("times as fast");
    }

    @Test
    void everyColumnIsExplained() {
        assertThat(CommandResult.of(catalogue, "help", "compare").out())
                .contains("time  ", "speed-up  ", "95 % interval", "efficiency  ", "start-up  ")
                .contains("CPU time  ", "allocated  ", "workers  ")
                .contains("--within", "--time-limit");
    }

    @Test
    void timeUpIsSaid() {
        CommandResult result = compare("--models", "stuck", "--timeout", "100ms");
        assertThat(result.code()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(result.out()).contains("Stopped after its time of 100ms, after round 0 of 3.");
        assertThat(stuck.open).hasValue(0);
    }

    @Test
    void interruptionEndsIt() {
        Thread.currentThread().interrupt();
        CommandResult result = compare("--models", "stuck");
        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(result.out()).contains("Cancelled after round 0 of 3.");
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    compare                                     | it lacks 'JOB'
                    compare sample.square                       | did you mean sample.squares?
                    compare sample.squares --models rigth       | did you mean right?
                    compare sample.squares --rounds 0           | from 1 to 1,000 rounds
                    compare sample.squares --rounds -1          | from 1 to 1,000 rounds
                    compare sample.squares --rounds x           | write a whole number, or auto
                    compare sample.squares --within 0           | is not a percentage between 0 and 100
                    compare sample.squares --within 2x          | is not a percentage between 0 and 100
                    compare sample.squares --within 100%        | is not a percentage between 0 and 100
                    compare sample.squares --time-limit 0s      | '0s' is no time at all
                    compare sample.squares --rounds 6 --within 1% | are for --rounds auto
                    compare sample.squares --models ,           | there is a model missing in ','
                    compare sample.squares --models right,      | there is a model missing in 'right,'
                    compare sample.squares --models right,,     | there is a model missing in 'right,,'
                    compare sample.squares --models right,right | --models names right twice
                    compare sample.squares -p sise=3            | did you mean size?
                    compare sample.squares -p size=0            | it takes a whole number in 1..1000000
                    compare sample.squares --timeout=-1s        | is not a duration
                    """)
    void badInputIsOneLineThatHelps(String line, String expected) {
        CommandResult result = CommandResult.of(catalogue, line.strip().split(" +"));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(expected);
    }
}
