// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpiTest {

    @ParameterizedTest
    @CsvSource({
        "200ms,200000000",
        "2s,2000000000",
        "1.5s,1500000000",
        "1m,60000000000",
        "7us,7000",
        "9ns,9",
        "1h,3600000000000",
        "10.000000001s,10000000001",
        "86399.999999999s,86399999999999"
    })
    void durationsAreReadWithTheirUnit(String text, long nanos) {
        assertThat(Durations.parse(text)).isEqualTo(Duration.ofNanos(nanos));
        assertThat(Durations.parse(Durations.format(Duration.ofNanos(nanos))))
                .isEqualTo(Duration.ofNanos(nanos));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "-5s", "s", "1d", "1 s", "25h", "1e3s", "99999999999s"})
    void whatIsNoDurationIsRefused(String text) {
        assertThatThrownBy(() -> Durations.parse(text)).isInstanceOf(TandemException.Usage.class);
    }

    @ParameterizedTest
    @CsvSource({
        "999,999 ns",
        "1500,1.50 µs",
        "15300,15.3 µs",
        "999400,999 µs",
        "1000000,1.00 ms",
        "123456789,123 ms",
        "9999999999,10.0 s"
    })
    void durationsForAPersonHaveThreeDigits(double nanos, String text) {
        assertThat(Durations.human(nanos)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "sync.philosopers,sync.philosophers",
        "philosophers,sync.philosophers",
        "synk.race,sync.race",
        "condtion,sync.condition"
    })
    void theNearestNameIsSuggested(String typed, String meant) {
        List<String> known =
                List.of("sync.philosophers", "sync.race", "sync.condition", "threads.primes");
        assertThat(Suggestions.nearest(typed, known)).contains(meant);
    }

    @Test
    void nothingIsSuggestedForWhatIsNothingAlike() {
        assertThat(Suggestions.nearest("xyzzy", List.of("run", "list"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "0,ticket,0 tickets",
        "1,ticket,1 ticket",
        "20000,ticket,'20,000 tickets'",
        "1,process,1 process",
        "2,process,2 processes"
    })
    void howManyThereAreIsSaidInWords(long number, String thing, String text) {
        assertThat(Count.of(number, thing)).isEqualTo(text);
    }

    @Test
    void ofAnErrorOfOnesOwnNoClassIsTold() {
        assertThat(TandemException.told(new TandemException.Usage("there is no host x")))
                .isEqualTo("there is no host x");
        assertThat(TandemException.told(new ArithmeticException("/ by zero")))
                .isEqualTo("java.lang.ArithmeticException: / by zero");
    }

    @Test
    void whatIsSaidOfAnUnknownNameAlwaysHelps() {
        List<String> many = IntStream.range(0, 50).mapToObj(i -> "chapter.row" + i).toList();
        assertThat(Suggestions.unknown("workload", "xyzzy", many))
                .isEqualTo("there is no workload 'xyzzy'; 'list' shows all");
        assertThat(Suggestions.unknown("workload", "chapter", many))
                .endsWith("; 'list --chapter chapter' shows those of that chapter");
        assertThat(Suggestions.unknown("command", "xyzzy", List.of("run", "list")))
                .endsWith("; there are run, list");
    }

    @Test
    void parametersGiveDefaultsAndValuesOfTheirType() {
        var meals = Parameter.integer("meals", 3, 1, 10, "meals");
        var wait = Parameter.duration("wait", Duration.ofMillis(5), Duration.ofSeconds(1), "wait");
        Parameters parameters = Parameters.of(List.of(meals, wait), Map.of("meals", "7"));
        assertThat(parameters.get(meals)).isEqualTo(7);
        assertThat(parameters.get(wait)).isEqualTo(Duration.ofMillis(5));
        assertThat(parameters.asText())
                .containsExactly(Map.entry("meals", "7"), Map.entry("wait", "5ms"));
        assertThat(Parameters.of(List.of(meals, wait), parameters.asText()).asText())
                .isEqualTo(parameters.asText());
    }

    @Test
    void aDefaultOutsideOfItsBoundsIsRefused() {
        assertThatThrownBy(() -> Parameter.integer("meals", 0, 1, 10, "meals"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() ->
                        Parameter.duration(
                                "wait", Duration.ofSeconds(2), Duration.ofSeconds(1), "wait"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Parameter.choice("end", "odd", List.of("well"), "how it ends"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aSettingOutsideOfItsBoundsIsRefused() {
        var meals = Parameter.integer("meals", 3, 1, 10, "meals");
        assertThat(meals.at(10).text()).isEqualTo("10");
        assertThatThrownBy(() -> meals.at(11)).isInstanceOf(IllegalArgumentException.class);
    }

    private static final Label DEADLOCK = Label.forbidden("deadlock", "r");
    private static final Label WELL = Label.acceptable("well", "r");

    @Test
    void theFirstVariantWithoutAFlawIsTheDefault() {
        WorkloadSpec spec =
                WorkloadSpec.of("a.b", "t", "l")
                        .with(
                                Variants.of(
                                        Variant.flawed("broken", "b", DEADLOCK, () -> 1),
                                        Variant.sound("one", "o", () -> 2),
                                        Variant.sound("two", "t", () -> 3)))
                        .with(WELL, DEADLOCK)
                        .build();
        assertThat(spec.defaultVariant().id()).isEqualTo("one");
        assertThat(spec.hasVariants()).isTrue();
        assertThatThrownBy(() -> spec.variant("brokn"))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("did you mean broken?");
    }

    @Test
    void whatAMachineLacksIsKnownFromTheSpecification() {
        Need missing = new Need("a thing", () -> Availability.unavailable("no thing", "buy one"));
        Need there = new Need("another", Availability::available);
        var builder = WorkloadSpec.of("a.b", "t", "l").with(WELL).needs(there);
        assertThat(builder.build().availability().isAvailable()).isTrue();
        assertThat(builder.needs(missing).build().availability())
                .isEqualTo(Availability.unavailable("no thing", "buy one"));
    }

    @Test
    void aSpecificationThatContradictsItselfIsRefused() {
        assertThatThrownBy(() -> Variant.flawed("broken", "b", WELL, () -> 1))
                .hasMessageContaining("the flaw well is not forbidden");
        assertThatThrownBy(() ->
                        WorkloadSpec.of("a.b", "t", "l")
                                .with(Variants.of(Variant.flawed("broken", "b", DEADLOCK, () -> 1)))
                                .with(WELL)
                                .build())
                .hasMessageContaining("the flaw of broken is not declared");
        assertThatThrownBy(() -> WorkloadSpec.of("a.b", "t", "l").build())
                .hasMessageContaining("no outcome is declared");
        assertThatThrownBy(() -> WorkloadSpec.of("A", "t", "l").with(WELL).build())
                .hasMessageContaining("the id is");
        assertThatThrownBy(() -> WorkloadSpec.of("a.b", "t", "l").with(WELL, WELL).build())
                .hasMessageContaining("stands twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Zoé", "../sync", "sync/x", "Sync"})
    void theChapterOfAWorkerIsAnId(String chapter) {
        assertThatThrownBy(() -> WorkerRequest.of("run").in(chapter))
                .isInstanceOf(TandemException.Usage.class)
                .hasMessageContaining("'" + chapter + "' is no id of a chapter");
    }

    @Test
    void aLessonIsOneParagraphHoweverItIsBroken() {
        String broken =
                """

                Two words,   and
                    three  more.
                """;
        Label seen = Label.acceptable("seen", "it is what is looked for");
        assertThat(WorkloadSpec.of("sync.words", "Words", broken).with(seen).build().lesson())
                .isEqualTo("Two words, and three more.");
        assertThat(JobSpec.of("sync.words", "Words", JobSpec.Bound.CPU, broken).lesson())
                .isEqualTo("Two words, and three more.");
    }
}
