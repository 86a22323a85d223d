// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Own;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.samples.Sample;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Workload;
import io.avaje.jsonb.Jsonb;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandsTest {

    private final Catalogue catalogue = Catalogue.of(List.of(new Sample()), List.of());

    private CommandResult execute(String... args) {
        return CommandResult.of(catalogue, args);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(CommandResult result) {
        return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(result.out());
    }

    @ParameterizedTest
    @CsvSource({"well,0", "oddly,0", "badly,1", "strangely,1", "throw,70"})
    void exitCodeOfARunFollowsFromItsEnd(String end, int code) {
        assertThat(execute("run", "sample.ends", "-p", "end=" + end).code()).isEqualTo(code);
    }

    @Test
    void runNarratesItsEventsAndTheGrade() {
        CommandResult result = execute("run", "sample.ends");
        assertThat(result.out())
                .contains("main           begins", "outcome   well  ACCEPTABLE", "answer  42");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void jsonOfARunHasTheFieldsOfTheContract() {
        Map<String, Object> document =
                json(execute("run", "sample.ends", "--json", "--seed", "7", "-p", "end=badly"));
        assertThat(document)
                .containsEntry("id", "sample.ends")
                .containsEntry("variant", "fixed")
                .containsEntry("outcome", "badly")
                .containsEntry("grade", "FORBIDDEN")
                .containsKeys("seed", "parameters", "evidence", "events", "nanos");
        assertThat(document.get("seed").toString()).isEqualTo("7");
        assertThat(document.get("evidence").toString()).contains("answer");
    }

    @Test
    void timeoutEndsARunAndSaysSo() {
        CommandResult result =
                execute("run", "sample.ends", "-p", "end=never", "--timeout", "50ms");
        assertThat(result.code()).isEqualTo(ExitCode.TIMEOUT);
        assertThat(result.out()).contains("after its time of 50ms");
    }

    @ParameterizedTest
    @CsvSource({
        "sound, 0, Proved",
        "flawed, 1, Failed. The search ended here",
        "uncontrolled, 3, Not explored: the program does what the explorer does not control",
        "misrewritten, 70, ''"
    })
    void exitCodeOfAnExplorationSaysWhoseFaultItIs(String program, int code, String words) {
        String classes = Own.class.getProtectionDomain().getCodeSource().getLocation().getPath();
        CommandResult result =
                execute("explore", "--class-path", classes, Own.class.getName() + "#" + program);

        assertThat(result.code()).isEqualTo(code);
        assertThat(result.out()).contains(words);
    }

    @Test
    void interruptionCancelsARun() {
        Thread.currentThread().interrupt();
        CommandResult result = execute("run", "sample.ends", "-p", "end=never");
        assertThat(result.code()).isEqualTo(ExitCode.INTERRUPTED);
        assertThat(Thread.interrupted()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    lst                                        | there is no command 'lst'; did you mean list?
                    run                                        | it lacks
                    run sample.end                             | did you mean sample.ends?
                    run sample.ends extra                      | nothing is expected where 'extra' stands
                    run sample.ends -p cont=1                  | did you mean count?
                    run sample.ends -p count=11                | parameter count: '11' is not allowed
                    run sample.ends -p count=x                 | parameter count: 'x' is not allowed; it takes a whole number in 1..10
                    run sample.ends -p count                   | --parameter takes NAME=VALUE, not 'count'
                    run sample.ends --seed x                   | 'x' is not a whole number
                    help rum                                   | there is no command 'rum'; did you mean run?
                    run sample.ends --variant brokn            | did you mean broken?
                    run sample.ends --timeout 5                | '5' is not a duration
                    run sample.ends --timeout=-5s              | '-5s' is not a duration
                    run sample.ends --timeout 0s               | longer than nothing
                    run sample.ends --pace=-1                  | a pace is
                    run sample.ends --launch vm                | write jvm or native
                    run sample.ends --sead 1                   | did you mean --seed?
                    info nothing.here                          | there is no workload or job 'nothing.here'
                    """)
    void badInputIsOneLineThatHelps(String line, String expected) {
        CommandResult result = execute(line.strip().split(" +"));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(expected.strip());
    }

    @Test
    void unknownChapterMatchesNothing() {
        CommandResult result = execute("list", "--chapter", "smaple");
        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.err()).contains("did you mean sample?");
    }

    @Test
    void listShowsBrokenProvidersOnStandardErrorAndTheRestWorks() {
        var both = Catalogue.of(List.of(new Sample(), new Throwing(), new Sample()), List.of());
        CommandResult result = CommandResult.of(both, "list");
        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("sample.ends");
        assertThat(result.err())
                .contains("Throwing: IllegalStateException: no such library")
                .contains("the chapter id 'sample' is already taken");
    }

    @Test
    void everyDocumentIsOneJsonValue() {
        assertThat(json(execute("list", "--json"))).containsKeys("chapters", "problems");
        assertThat(json(execute("info", "sample.ends", "--json")))
                .containsKeys("parameters", "variants", "expectations");
        assertThat(json(execute("models", "--json"))).containsKey("models");
        assertThat(json(execute("doctor", "--json"))).containsKey("checks");
    }

    @Test
    void infoExplainsTheVariantsAndTheirFlaws() {
        assertThat(execute("info", "sample.ends").out())
                .contains(
                        "broken", "can end in badly", "fixed", "(default)", "count=3", "FORBIDDEN");
    }

    private static final class Throwing implements Chapter {
        @Override
        public String id() {
            return "throwing";
        }

        @Override
        public String title() {
            return "Throwing";
        }

        @Override
        public int order() {
            return 2;
        }

        @Override
        public List<Workload> workloads() {
            throw new IllegalStateException("no such library");
        }
    }
}
