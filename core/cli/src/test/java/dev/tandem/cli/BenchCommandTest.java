// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.samples.OneJob;
import dev.tandem.lab.samples.Sample;
import dev.tandem.lab.samples.ScriptedModel;
import dev.tandem.lab.samples.Squares;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class BenchCommandTest {

    private final Catalogue catalogue =
            Catalogue.of(
                    List.of(
                            new Sample(),
                            new OneJob(
                                    new Squares("squaring.squares"),
                                    List.of(
                                            ScriptedModel.right("right", () -> {}),
                                            ScriptedModel.wrongFrom("wrong", 1),
                                            ScriptedModel.missing(
                                                    "absent", "there is none", "get one")))),
                    List.of(new SequentialModel()));

    @TempDir private Path folder;

    private CommandResult bench(String... more) {
        List<String> args = new ArrayList<>(List.of("bench"));
        args.addAll(List.of(more));
        return CommandResult.of(catalogue, args.toArray(String[]::new));
    }

    /** How lines break depends on the times in them. */
    private static String oneLine(CommandResult result) {
        return result.out().replaceAll("\\s+", " ");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> json(String text) {
        return (Map<String, Object>) Jsonb.instance().type(Object.class).fromJson(text);
    }

    @Test
    void oneModelIsMeasuredAndTheBaselineNot() {
        CommandResult result = bench("squaring.squares", "--model", "right", "--rounds", "6");
        assertThat(result.code()).isZero();
        assertThat(result.out())
                .contains("squaring.squares  Squares", "right", "to warm up, not counted.")
                .contains("It gave the same results for the 8 parts, in every run.")
                .doesNotContain("speed-up")
                .doesNotContain("sequential");
    }

    @Test
    void withoutAModelItIsTheJobItself() {
        Map<String, Object> document =
                json(bench("squaring.squares", "--rounds", "6", "--json").out());
        assertThat(document.get("models").toString()).contains("id=sequential");
        assertThat(document).containsEntry("against", null);
    }

    @Test
    void aWorkloadIsMeasuredByItsRuns() {
        CommandResult result = bench("sample.ends", "--rounds", "6", "--json");
        assertThat(result.code()).isZero();
        Map<String, Object> document = json(result.out());
        assertThat(document).containsEntry("job", "sample.ends").containsEntry("rounds", 6L);
        assertThat(document.get("models").toString()).contains("id=run");
    }

    @Test
    void aRunThatEndsBadlyHasNoTime() {
        CommandResult result = bench("sample.ends", "-p", "end=badly", "--rounds", "6");
        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("variant fixed, ended in badly", "its time means nothing");
    }

    @ParameterizedTest
    @CsvSource({"wrong,1", "absent,3", "right,0", "sequential,0"})
    void theExitCodeFollowsFromWhatTheModelDid(String model, int code) {
        assertThat(bench("squaring.squares", "--model", model, "--rounds", "1").code())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.json", "a.csv"})
    void anExportIsComparedWith(String name) throws IOException {
        String file = folder.resolve(name).toString();
        String[] measure = {"squaring.squares", "--rounds", "6", "--export", file};
        assertThat(bench(measure).code()).isZero();
        String before = Files.readString(Path.of(file));
        CommandResult again = bench(measure);
        assertThat(again.code()).isEqualTo(ExitCode.USAGE);
        assertThat(again.err()).contains("is there already; --force replaces it");
        assertThat(Files.readString(Path.of(file))).isEqualTo(before);

        CommandResult against =
                bench("squaring.squares", "--rounds", "6", "--against", file, "--json");
        assertThat(against.code()).isZero();
        assertThat(json(against.out()).get("against").toString())
                .contains("id=sequential", "verdict=", "probability=", "otherMachine=null");
        assertThat(oneLine(bench("squaring.squares", "--rounds", "6", "--against", file)))
                .contains("(by chance: ");
        assertThat(bench("squaring.squares", "-p", "size=9", "--against", file).err())
                .contains("has times of squaring.squares size=8 seed=42, not of");
        assertThat(bench("sample.ends", "--against", file).code()).isEqualTo(ExitCode.USAGE);
        assertThat(bench("squaring.squares", "--rounds", "1", "--export", file, "--force").code())
                .isZero();
        assertThat(Files.readString(Path.of(file))).isNotEqualTo(before);
    }

    @Test
    void anExportOfAnotherMachineIsNamed() throws IOException {
        Path file = folder.resolve("other.json");
        bench("squaring.squares", "--rounds", "6", "--export", file.toString());
        Files.writeString(
                file,
                Files.readString(file).replaceFirst("\"cpu\":\"[^\"]*\"", "\"cpu\":\"A Z80\""));
        CommandResult result =
                bench("squaring.squares", "--rounds", "6", "--against", file.toString());
        assertThat(oneLine(result))
                .contains("Another machine gave the times of", "processor A Z80, here ");
    }

    @Test
    void theTimesAreDrawn() throws IOException {
        Path chart = folder.resolve("times.svg");
        bench("squaring.squares", "--rounds", "6", "--chart", chart.toString());
        assertThat(Files.readString(chart)).startsWith("<svg").contains("<rect");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
                    bench                                         | it lacks 'JOB|ID'
                    bench squaring.square                         | did you mean squaring.squares?
                    bench squaring.squares --model rigth          | did you mean right?
                    bench squaring.squares --variant fixed        | is a job, which has models
                    bench sample.ends --model right               | is a workload, which has variants
                    bench squaring.squares --within 0%            | is not a percentage between
                    bench squaring.squares --export a.txt         | does not end in .json or .csv
                    bench squaring.squares --chart a.png          | does not end in .svg
                    bench squaring.squares --export /nowhere/a.csv| there is no folder
                    bench squaring.squares --against nothing.json | there is no file
                    """)
    void badInputIsOneLineThatHelps(String line, String expected) {
        CommandResult result = CommandResult.of(catalogue, line.strip().split(" +"));
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.out()).isEmpty();
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains(expected);
    }

    @Test
    void whatIsNoExportIsRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "{\"job\":");
        CommandResult result = bench("squaring.squares", "--against", file.toString());
        assertThat(result.code()).isEqualTo(ExitCode.USAGE);
        assertThat(result.err()).contains("is no whole export in JSON");
    }
}
