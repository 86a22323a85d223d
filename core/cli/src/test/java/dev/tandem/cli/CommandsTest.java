// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Own;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.samples.Sample;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Label;
import dev.tandem.spi.Need;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.WorkloadSpec.Level;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    @ValueSource(
            strings = {
                "list", "info", "run", "compare", "explore", "replay", "play", "models", "doctor",
                "bench", "time", "choose", "dump", "profile"
            })
    void aCommandThatIsMadeAloneIsTheSame(String command) {
        assertThat(execute(command, "--help").out())
                .isNotEmpty()
                .isEqualTo(execute("help", command).out());
    }

    @Test
    void theVersionIsTheSameInBothSpellings() {
        CommandResult result = execute("--version");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("tandem ").isEqualTo(execute("-V").out());
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

    @ParameterizedTest
    @CsvSource({"well,0", "oddly,0", "badly,1", "strangely,1", "throw,70"})
    void exitCodeOfManyRunsIsThatOfTheWorst(String end, int code) {
        assertThat(execute("run", "sample.ends", "--repeat", "3", "-p", "end=" + end).code())
                .isEqualTo(code);
    }

    @Test
    void manyRunsAreCounted() {
        String[] line = {"run", "sample.ends", "--repeat", "3", "-p", "end=badly"};
        assertThat(execute(line).out().lines().toList())
                .contains(
                        "outcome  runs    share  grade      seed  because",
                        "badly       3  100.0 %  FORBIDDEN    42  nothing should end badly",
                        "Not seen: well (ACCEPTABLE), oddly (INTERESTING)")
                .anyMatch(told -> told.matches("3 runs in .*, variant fixed, seeds 42 to 44"));
    }

    @Test
    void jsonOfManyRunsHasTheCounts() {
        Map<String, Object> document =
                json(execute("run", "sample.ends", "--repeat", "3", "--seed", "7", "--json"));
        assertThat(document).containsEntry("ending", "completed");
        assertThat(document.get("outcomes").toString())
                .contains("outcome=well", "count=3", "share=1", "seed=7");
    }

    @ParameterizedTest
    @CsvSource({"quiet,0", "log,1", "lanes,1"})
    void viewSaysHowTheEventsAreTold(String view, int lines) {
        CommandResult result = execute("run", "sample.ends", "--view", view);
        assertThat(result.out().lines().filter(line -> line.contains("begins"))).hasSize(lines);
        assertThat(result.out()).contains("outcome   well");
    }

    @Test
    void aRunWithAPaceIsToldAsALog() {
        assertThat(execute("run", "sample.ends", "--pace", "0.001").out())
                .containsSubsequence("main           begins", "outcome   well");
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
                    run sample.ends -p =3                      | --parameter takes NAME=VALUE, not '=3'
                    run sample.ends -pcount=2 -p count=3       | --parameter gives count twice: '2' and '3'
                    explore sample.ends -p count=2 -p count=2  | --parameter gives count twice: '2' and '2'
                    replay sample.ends --schedule @/nowhere    | there is no file '/nowhere'
                    replay sample.ends --schedule @/           | cannot read '/': Is a directory
                    replay sample.ends --schedule @            | cannot read '': Is a directory
                    explore sample.ends --preemptions=-1       | '-1' is not a whole number from 0
                    explore sample.ends --preemptions=-2       | '-2' is not a whole number from 0
                    explore sample.ends --preemptions=x        | 'x' is not a whole number from 0
                    explore sample.ends --spurious=x           | 'x' is not a whole number from 0
                    explore sample.ends --exclude=com.acme     | --include and --exclude are for code of your own
                    explore sample.ends --time=never           | there is no time 'never'
                    run sample.ends --seed x                   | 'x' is not a whole number
                    help rum                                   | there is no command 'rum'; did you mean run?
                    help run sample.ends                       | tandem run has no commands of its own
                    info sample                                | 'list --chapter sample' shows those of that chapter
                    run sample.ends --variant brokn            | did you mean broken?
                    run sample.ends --timeout 5                | '5' is not a duration
                    run sample.ends --timeout=-5s              | '-5s' is not a duration
                    run sample.ends --timeout 0s               | '0s' is no time at all
                    run sample.ends --pace=-1                  | a pace is
                    run sample.ends --pace x                   | '--pace': 'x' is not a number
                    run sample.ends --seed 9999999999999999999 | '--seed': it is too large
                    run sample.ends --repeat=-9999999999       | '--repeat': it is too small
                    run sample.ends --seed                     | '--seed' lacks its value
                    replay                                     | it lacks '--schedule=S', 'ID'
                    explore sample.ends --strategy random --preemptions 1  | --preemptions is for --strategy dfs
                    explore sample.ends --strategy pct --no-reduction      | --no-reduction is for --strategy dfs
                    explore sample.ends --depth 2              | --depth is for --strategy pct
                    run sample.ends --launch vm                | write jvm or native
                    run sample.ends --view films               | write lanes, log or quiet
                    run sample.ends --repeat 0                 | from 1 on
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "dump \0",
                "explore --html \0 sample.ends",
                "explore --class-path \0 Own",
                "compare --class-path \0 Own",
                "replay sample.ends --schedule @\0"
            })
    void whatNoFileCanBeCalledIsSaidToBeNoName(String line) {
        CommandResult result = execute(line.split(" "));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("'\0' is no name of a file").hasLineCount(1);
    }

    @Test
    void anErrorWithinACommandIsInternalAndOneLine() {
        CommandResult result =
                CommandResult.of(
                        () -> {
                            throw new StackOverflowError("told to throw");
                        },
                        "list");
        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("internal error: java.lang.StackOverflowError: told to throw");
    }

    @Test
    void aScheduleIsTakenFromAFile(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("saved"), "no schedule\n");
        assertThat(execute("replay", "sample.ends", "--schedule", "@" + file).err())
                .contains("sample.ends cannot be explored");
        Path binary = Files.write(folder.resolve("binary"), new byte[] {(byte) 0xff});
        assertThat(execute("replay", "sample.ends", "--schedule", "@" + binary).err())
                .contains("is no text");
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

    @Test
    void infoExplainsWhatAWorkloadNeedsAndTeaches() {
        assertThat(CommandResult.of(ofNeeds(), "info", "needs.moon").out())
                .contains(
                        "  the moon  missing: it is day; wait for the night",
                        "  teaches        Thread, Thread.State",
                        "  course notes   Tides",
                        "  explored with  at level memory");
    }

    @Test
    void jsonOfInfoHasTypedParameters() {
        assertThat(json(execute("info", "sample.ends", "--json")).get("parameters").toString())
                .contains("kind=1..10", "default=3", "type=integer", "minimum=1", "maximum=10")
                .contains("type=choice", "choices=[well, oddly", "defaultValue=well");
    }

    @Test
    void aSourceThatDoesNotTravelIsMissing() {
        CommandResult result = execute("info", "sample.ends", "--source");
        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(result.err()).contains("the source of sample.ends does not travel");
    }

    @Test
    void whatTheMachineCannotRunIsMarked() {
        assertThat(CommandResult.of(ofNeeds(), "list").out())
                .contains("needs.moon       Moonlight (not here: it is day)");
        assertThat(json(CommandResult.of(ofNeeds(), "list", "--json")).toString())
                .contains("available=false, reason=it is day");
    }

    @Test
    void doctorNamesWhatIsMissingAndWhoNeedsIt() {
        CommandResult result = CommandResult.of(ofNeeds(), "doctor");
        assertThat(result.out())
                .containsPattern("missing the moon +it is day, which is needed by needs.moon")
                .contains("→ wait for the night");
        assertThat(result.code()).isEqualTo(ExitCode.MISSING);
        assertThat(json(CommandResult.of(ofNeeds(), "doctor", "--json")))
                .containsEntry("missing", List.of("the moon"));
        assertThat(execute("doctor").code()).isZero();
    }

    private static Catalogue ofNeeds() {
        return Catalogue.of(List.of(new Needing()), List.of());
    }

    /** A chapter whose workload no machine can run. */
    private static final class Needing implements Chapter {
        private static final WorkloadSpec SPEC =
                WorkloadSpec.of("needs.moon", "Moonlight", "It shines by night.")
                        .with(Label.acceptable("seen", "it is night"))
                        .teaches(Thread.class, Thread.State.class)
                        .notes("Tides")
                        .needs(new Need("the moon", Needing::atDay))
                        .explorable(Level.MEMORY)
                        .build();

        private static Availability atDay() {
            return Availability.unavailable("it is day", "wait for the night");
        }

        @Override
        public String id() {
            return "needs";
        }

        @Override
        public String title() {
            return "Needs";
        }

        @Override
        public int order() {
            return 3;
        }

        @Override
        public List<Workload> workloads() {
            return List.of(
                    new Workload() {
                        @Override
                        public WorkloadSpec spec() {
                            return SPEC;
                        }

                        @Override
                        public Outcome run(RunContext context) {
                            throw new AssertionError("no machine can run it");
                        }
                    });
        }
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
