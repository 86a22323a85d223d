// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.CommandLines;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.samples.Sample;
import dev.tandem.shell.Trial;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.Parser.ParseContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

class LexiconTest {

    /** A command that the shell has never heard of. */
    @Command(name = "ponder", description = "Think about it.")
    static final class Ponder implements Callable<Integer> {

        @Parameters(paramLabel = "DEPTH")
        private String depth = "";

        @Option(names = "--mood", description = "How it feels.")
        private Mood mood = Mood.CALM;

        @Option(names = "--often", paramLabel = "N|auto", description = "How often.")
        private String often = "";

        enum Mood {
            CALM,
            KEEN
        }

        @Override
        public Integer call() {
            return 0;
        }
    }

    /** A chapter whose one workload can be explored and reads a file. */
    private static final class Acme implements Chapter {

        @Override
        public String id() {
            return "acme";
        }

        @Override
        public String title() {
            return "Acme";
        }

        @Override
        public int order() {
            return 2;
        }

        @Override
        public List<Workload> workloads() {
            return List.of(new Reader());
        }

        private static final class Reader implements Workload {

            private static final Label READ = Label.acceptable("read", "it was there");

            @Override
            public WorkloadSpec spec() {
                return WorkloadSpec.of("acme.reads", "Reads a file", "It reads.")
                        .with(Parameter.text("names", "", "a file with names"))
                        .with(READ)
                        .explorable(WorkloadSpec.Level.SYNC)
                        .build();
            }

            @Override
            public Outcome run(RunContext context) {
                return READ.observed();
            }
        }
    }

    @TempDir private Path folder;

    private final Trial trial = new Trial();
    private final Lexicon lexicon =
            new Lexicon(
                    CommandLines.of(trial.cli, Optional.empty(), new Ponder()),
                    () ->
                            Catalogue.of(
                                    List.of(new Sample(), new Acme()),
                                    List.of(new SequentialModel())),
                    Map.of("DEPTH", () -> List.of(Choice.of("deep", "to the ground"))));

    /** The choices for the last word, which is empty when the line ends with a blank. */
    private List<String> choices(String line) {
        return lexicon.choices(Arrays.asList(line.split(" ", -1))).stream()
                .map(Choice::value)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            ignoreLeadingAndTrailingWhitespace = false,
            textBlock =
                    """
                    ''|run,compare,list,ponder
                    tandem |run,info
                    run |sample.ends
                    info |sample.ends
                    run sample.ends --|--variant,--seed,--timeout,--pace,-p,--parameter,--launch
                    run sample.ends --variant |broken,fixed
                    run --variant |broken,fixed
                    bench |sample.ends
                    bench sample.ends --variant |broken,fixed
                    bench sample.ends --model |sequential
                    choose --|--isolate,--grow,--machines,--class-path
                    time sample.ends -p end=|end=well
                    run sample.ends --variant=b|--variant=broken,--variant=fixed
                    run sample.ends -p |end=,count=
                    run sample.ends -p end=|end=well,end=badly,end=never
                    run sample.ends --parameter=end=|--parameter=end=well
                    run sample.ends -pend=|-pend=well
                    run sample.ends -p count=|count=3
                    run sample.ends --timeout |500ms,2s,1m
                    run sample.ends --launch |jvm,native
                    list --chapter |sample
                    help |run,list
                    ponder |deep
                    ponder --|--mood
                    ponder --mood |CALM,KEEN
                    """)
    void whatCouldStandAtTheEndOfTheLineIsOffered(String line, String expected) {
        assertThat(choices(line)).contains(expected.split(","));
    }

    @Test
    void modelsAreOfferedBehindACommaOnceEach() {
        assertThat(choices("compare some.job --models ")).contains(SequentialModel.ID);
        assertThat(choices("compare some.job --models " + SequentialModel.ID + ","))
                .doesNotContain(SequentialModel.ID + "," + SequentialModel.ID);
    }

    @Test
    void whatCannotBeExploredIsNotOfferedToTheExplorer() {
        assertThat(choices("run ")).contains("sample.ends", "acme.reads");
        assertThat(choices("explore ")).containsExactly("acme.reads");
        assertThat(choices("replay ")).containsExactly("acme.reads");
        assertThat(choices("explore --class-path . ")).isEmpty();
        assertThat(choices("bench --class-path . ")).isEmpty();
    }

    @Test
    void onlyTheWordsOfALabelAreOffered() {
        assertThat(choices("ponder --often ")).containsExactly("auto");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "explore acme.reads --html ",
                "explore acme.reads --html=",
                "explore --class-path ",
                "explore --class-path a.jar:",
                "replay acme.reads --schedule @",
                "run acme.reads -p names="
            })
    void filesAreOfferedWhereOneIsNamed(String line) throws IOException {
        Files.writeString(folder.resolve("game"), "");
        Files.writeString(folder.resolve("other"), "");
        Files.createDirectory(folder.resolve("games"));
        Files.writeString(folder.resolve(".gate"), "");
        String word = line.substring(line.lastIndexOf(' ') + 1);
        assertThat(choices(line + folder + "/ga"))
                .containsExactly(word + folder + "/game", word + folder + "/games/");
        assertThat(choices(line + folder + "/none/")).isEmpty();
        assertThat(choices(line + folder + "/.g")).containsExactly(word + folder + "/.gate");
    }

    @Test
    void hiddenCommandsAndUsedOptionsAreNotOffered() {
        assertThat(choices("")).doesNotContain("worker");
        assertThat(choices("run sample.ends --seed 1 --")).doesNotContain("--seed");
        assertThat(choices("run sample.ends -p end=well -")).contains("-p");
    }

    @Test
    void nothingIsOfferedWhereNothingCanStand() {
        assertThat(choices("run sample.ends ")).isEmpty();
        assertThat(choices("nonsense ")).doesNotContain("sample.ends");
    }

    @Test
    void choicesAreDescribed() {
        assertThat(lexicon.choices(List.of("run", "")).getFirst().description())
                .isEqualTo("Ends as it is told");
        assertThat(lexicon.choices(List.of("run", "sample.ends", "-p", "")).getFirst().whole())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ru                                    |
                    rux                                   | rux
                    ru sample.ends                        | ru
                    run sample.en                         |
                    run sample.en --seed 1                | sample.en
                    run sample.ends --sed                 | --sed
                    run sample.ends --variant broke       |
                    run sample.ends --variant brokn -p    | brokn
                    run sample.ends -p count=11           | count=11
                    run sample.ends -p count=1_0          |
                    run sample.ends -p cont=1             | cont=1
                    run sample.ends --timeout 5 --pace 1  | 5
                    run sample.ends extra                 | extra
                    tandem run sample.ends                |
                    explore sample.ends --all             | sample.ends
                    explore --class-path . com.acme.Race  |
                    ponder deep --often 5 --mood CALM     |
                    """)
    void whatIsWrongIsRed(String line, String wrong) {
        String shown = new LineHighlighter(lexicon).highlight(null, line).toAnsi();
        assertThat(shown).contains(wrong == null ? "" : "\033[31m" + wrong);
        if (wrong == null) {
            assertThat(shown).doesNotContain("\033[31m");
        }
    }

    @Test
    void everyLineOfAPasteIsReadByItself() {
        String pasted = "run sample.ends\nrum sample.ends\nrun sample.e";
        assertThat(new LineHighlighter(lexicon).highlight(null, pasted).toAnsi())
                .contains("\033[31mrum")
                .doesNotContain("\033[31mrun");
        var parsed = new LineParser().parse(pasted, pasted.length(), ParseContext.COMPLETE);
        assertThat(parsed.words()).containsExactly("run", "sample.e");
        assertThat(parsed.wordCursor()).isEqualTo(8);
    }

    @Test
    void wordThatHasBlanksIsQuotedOrGoesOn() {
        var parsed =
                (CompletingParsedLine) new LineParser().parse("run a", 5, ParseContext.COMPLETE);
        assertThat(parsed.escape("a b", true)).hasToString("'a b'");
        assertThat(parsed.escape("a b/", false)).hasToString("a\\ b/");
        assertThat(parsed.escape("ab", true)).hasToString("ab");
    }

    @Test
    void wordAtTheCursorIsCompletedAndWhatFollowsIsLeftAlone() {
        var parsed = new LineParser().parse("run sample.e --seed 1", 12, ParseContext.COMPLETE);
        assertThat(parsed.words()).containsExactly("run", "sample.e");
        assertThat(parsed.wordCursor()).isEqualTo(8);
        var between = new LineParser().parse("run  --seed 1", 4, ParseContext.COMPLETE);
        assertThat(between.words()).containsExactly("run", "");
    }

    @Test
    void descriptionIsCutToTheRoomThereIs() {
        assertThat(LineCompleter.fit("a rather long text", 13)).isEqualTo("a rather lon…");
        assertThat(LineCompleter.fit("a rather long text", 5)).isEmpty();
        assertThat(LineCompleter.fit("short", 5)).isEqualTo("short");
    }
}
