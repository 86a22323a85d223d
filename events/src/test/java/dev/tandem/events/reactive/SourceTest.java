// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.reactive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What both libraries keep of the contract of a source. */
class SourceTest {

    private final List<String> seen = new ArrayList<>();

    static Stream<Library> libraries() {
        return Stream.of(new RxLibrary(), new ReactorLibrary());
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void nothingHappensUntilSomebodySubscribesAndAllOfItForEachWhoDoes(Library library)
            throws Exception {
        Source<Integer> source = library.range(1, 2).doOnNext(value -> seen.add("made " + value));
        assertThat(seen).isEmpty();

        assertThat(source.toFuture().get()).containsExactly(1, 2);
        assertThat(source.toFuture().get()).containsExactly(1, 2);
        assertThat(seen).containsExactly("made 1", "made 2", "made 1", "made 2");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void anErrorIsTheLastThatIsHeard(Library library) {
        Source<Integer> failing = library.range(0, 9).map(value -> 6 / (2 - value));
        var _ =
                failing.subscribe(
                        value -> seen.add("next " + value),
                        error -> seen.add(error.getMessage()),
                        () -> seen.add("complete"));

        assertThat(seen).containsExactly("next 3", "next 6", "/ by zero");
        assertThatThrownBy(failing.toFuture()::get)
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseInstanceOf(ArithmeticException.class);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void whoCancelsHearsNoMoreAndTheSourceKnows(Library library) {
        List<Library.Sink<Integer>> sinks = new ArrayList<>();
        Runnable cancel =
                library.<Integer>create(sinks::add).subscribe(value -> seen.add("next " + value));
        sinks.getFirst().next(1);
        assertThat(sinks.getFirst().isCancelled()).isFalse();
        cancel.run();
        sinks.getFirst().next(2);

        assertThat(sinks.getFirst().isCancelled()).isTrue();
        assertThat(seen).containsExactly("next 1");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void aHotSourceDoesNotWaitForAnybody(Library library) throws Exception {
        List<Library.Sink<Integer>> sinks = new ArrayList<>();
        Source<Integer> hot = library.<Integer>create(sinks::add).publish();
        Source<Integer> kept = library.<Integer>create(sinks::add).replay();
        assertThat(sinks).hasSize(2);

        sinks.forEach(sink -> sink.next(1));
        Future<List<Integer>> fromNow = hot.toFuture();
        Future<List<Integer>> all = kept.toFuture();
        sinks.forEach(sink -> sink.next(2));
        sinks.forEach(Library.Sink::complete);

        assertThat(fromNow.get()).containsExactly(2);
        assertThat(all.get()).containsExactly(1, 2);
        assertThat(hot.toFuture().get()).isEmpty();
        assertThat(kept.toFuture().get()).containsExactly(1, 2);
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void theValuesOfAKeyGoTheirOwnWay(Library library) throws Exception {
        Source<String> sums =
                library.range(1, 6)
                        .groupBy(
                                value -> value % 2,
                                (odd, values) ->
                                        values.scan(0, Integer::sum).map(sum -> odd + ":" + sum));

        assertThat(sums.toFuture().get())
                .containsExactly("1:0", "1:1", "0:0", "0:2", "1:4", "0:6", "1:9", "0:12");
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void changesAreSeenFromWhatCameBefore(Library library) throws Exception {
        Source<Boolean> changes =
                library.range(1, 9)
                        .map(value -> value > 3 && value < 7)
                        .startWith(false)
                        .distinctUntilChanged()
                        .skip(1);

        assertThat(changes.toFuture().get()).containsExactly(true, false);
        assertThat(
                        library.range(1, 4)
                                .buffer(2, 1)
                                .filter(pair -> pair.size() == 2)
                                .toFuture()
                                .get())
                .containsExactly(List.of(1, 2), List.of(2, 3), List.of(3, 4));
    }
}
