// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.events.reactive.Library;
import dev.tandem.spi.Outcome.Observed;
import dev.tandem.spi.Workload;
import dev.tandem.testkit.Runs;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What runs in virtual time is told the same by RxJava and by Reactor, to the last marble. */
class EitherLibraryTest {

    /** Their threads go on in another order in every run; they have tests of their own. */
    private static final Set<String> OF_THREADS =
            Set.of("events.observable", "events.schedulers", "events.pipeline");

    static Stream<Arguments> rows() {
        return new EventsChapter()
                .workloads().stream()
                        .filter(row -> row.spec().parameters().contains(Library.LIBRARY))
                        .filter(row -> !OF_THREADS.contains(row.spec().id()))
                        .flatMap(row ->
                                row.spec().variants().stream()
                                        .map(variant -> Arguments.of(row, variant.id())))
                        .filter(row -> !endsInTheLibrarysOwnWay(row));
    }

    /**
     * What becomes of an error that has no handler, what kind of error there is, and whether a
     * source that is cancelled with its last value still says that it has ended.
     */
    private static boolean endsInTheLibrarysOwnWay(Arguments row) {
        Object workload = row.get()[0];
        Object variant = row.get()[1];
        return (workload instanceof Handlers && variant.equals("broken"))
                || (workload instanceof Backpressure && variant.equals("missing"))
                || (workload instanceof Zip && variant.equals("zip"));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theSameIsObserved(Workload row, String variant) {
        Runs runs = Runs.of(row).variant(variant);
        Observed rxjava = runs.with("library", "rxjava").observe();
        Observed reactor = runs.with("library", "reactor").observe();

        assertThat(reactor).isEqualTo(rxjava);
    }

    static Stream<Arguments> longerRows() {
        return Stream.of(
                Arguments.of(new Interval(), "fixed", "ticks", 2000, "work", 150),
                Arguments.of(new Operators(), "concat", "numbers", 2000, "spread", 15),
                Arguments.of(new Operators(), "flat", "numbers", 1000, "spread", 10_000),
                Arguments.of(new Zip(), "zip", "readings", 2000, "slower", 25),
                Arguments.of(new Zip(), "latest", "readings", 400, "slower", 5000),
                Arguments.of(new Merge(), "merge", "rings", 1000, "second", 1),
                Arguments.of(new Multicast(), "replay", "readings", 1000, "joins", 100_000),
                Arguments.of(new Stocks(), "fixed", "trades", 2000, "stocks", 26),
                Arguments.of(new Thermometers(), "fixed", "racks", 200, "hot-spots", 600));
    }

    /** Either library asks its sources for some hundreds of values at a time. */
    @ParameterizedTest
    @MethodSource("longerRows")
    void nothingIsLostOrLateThatComesBeforeItIsAskedFor(
            Workload row, String variant, String size, int many, String other, int value) {
        Runs runs = Runs.of(row).variant(variant).with(size, many).with(other, value);
        Observed rxjava = runs.with("library", "rxjava").observe();
        Observed reactor = runs.with("library", "reactor").observe();

        assertThat(reactor).isEqualTo(rxjava);
    }
}
