// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.lab.compare.Difference.Verdict;
import dev.tandem.lab.samples.Squares;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExportTest {

    private static final Machine MACHINE =
            new Machine("A \"fast\" one, with a comma", 2, 16_000_000_000L, "Linux", "A VM");
    private static final List<Long> QUICK = List.of(1L, 2L, 3L, 4L, 5L, 6L);
    private static final List<Long> SLOW = List.of(11L, 12L, 13L, 14L, 15L, 16L);

    private static Export export(Map<String, List<Long>> samples) {
        return new Export("sample.squares", Map.of("size", "8"), 42, MACHINE, samples);
    }

    private static ComparisonRequest request(String size, long seed) {
        var job = new Squares();
        return new ComparisonRequest(
                job,
                Parameters.of(job.spec().parameters(), Map.of("size", size)),
                seed,
                List.of(),
                new Rounds.Exactly(1),
                Duration.ofSeconds(1),
                2);
    }

    @Test
    void csvReadsBackWhatItWrote() {
        Export export = export(Map.of("pool", QUICK));
        String csv = ExportCsv.write(export);
        assertThat(csv.lines()).hasSize(1 + QUICK.size());
        assertThat(ExportCsv.read(csv, "a.csv")).isEqualTo(export);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "job,model\r\n", "a,b\r\n1,2\r\n", "\"", "{}"})
    void whatIsNoExportIsRefused(String text) {
        assertThatThrownBy(() -> ExportCsv.read(text, "a.csv"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("a.csv is no whole export");
    }

    @Test
    void anExportThatIsCutOffIsRefused() {
        String csv = ExportCsv.write(export(Map.of("pool", QUICK)));
        assertThatThrownBy(() -> ExportCsv.read(csv.substring(0, csv.length() - 3), "a.csv"))
                .isInstanceOf(TandemException.Usage.class);
    }

    @Test
    void timesOfSomethingElseAreRefused() {
        Export export = export(Map.of("pool", QUICK));
        export.mustBeOf(request("8", 42), "a.csv");
        assertThatThrownBy(() -> export.mustBeOf(request("9", 42), "a.csv"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessage(
                        "a.csv has times of sample.squares size=8 seed=42,"
                                + " not of sample.squares size=9 seed=42");
        assertThatThrownBy(() -> export.mustBeOf(request("8", 1), "a.csv"))
                .isInstanceOf(TandemException.Usage.class);
    }

    @Test
    void modelsThatWereMeasuredBothTimesAreCompared() {
        Export before = export(Map.of("pool", SLOW, "virtual", QUICK));
        Map<String, Difference> changes =
                before.comparedWith(export(Map.of("pool", QUICK, "platform", QUICK)), "a.csv");
        assertThat(changes).containsOnlyKeys("pool");
        assertThat(changes.values())
                .extracting(Difference::verdict)
                .containsExactly(Verdict.FASTER);
        assertThatThrownBy(() -> before.comparedWith(export(Map.of("platform", QUICK)), "a.csv"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("and none of platform");
    }

    @Test
    void anotherMachineIsToldByWhatDiffers() {
        Export export = export(Map.of("pool", QUICK));
        assertThat(export.differenceFrom(MACHINE)).isEmpty();
        assertThat(export.differenceFrom(new Machine(MACHINE.cpu(), 4, 1, "Linux", "B VM")))
                .isEqualTo("processors 2, here 4; runtime A VM, here B VM");
    }
}
