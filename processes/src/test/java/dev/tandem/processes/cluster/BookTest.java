// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

class BookTest {

    private static final long RUN = 7;

    private final Book<String> book = new Book<>(RUN, 4);

    private List<Integer> given(String member) {
        List<Integer> parts = new ArrayList<>();
        for (OptionalInt part = book.give(member); part.isPresent(); part = book.give(member)) {
            parts.add(part.getAsInt());
        }
        return parts;
    }

    @Test
    void aMemberGetsAsManyPartsAsItsWindowHasRoomFor() {
        book.join("a", 2);
        assertThat(given("a")).containsExactly(0, 1);
        assertThat(book.count(RUN, "a", 0)).isTrue();
        assertThat(given("a")).containsExactly(2);
    }

    @Test
    void whoHasNotJoinedGetsNothing() {
        assertThat(given("a")).isEmpty();
    }

    @Test
    void whoJoinsTwiceKeepsWhatItHas() {
        book.join("a", 2);
        given("a");
        book.join("a", 3);
        assertThat(given("a")).isEmpty();
    }

    @Test
    void whatTheLostHadIsGivenOutFirstInItsOrder() {
        book.join("a", 2);
        book.join("b", 4);
        given("a");
        book.retain(Set.of("b"));
        assertThat(given("b")).containsExactly(0, 1, 2, 3);
        assertThat(given("a")).isEmpty();
    }

    @Test
    void aResultCountsOnce() {
        book.join("a", 4);
        given("a");
        assertThat(book.count(RUN, "a", 2)).isTrue();
        assertThat(book.count(RUN, "a", 2)).isFalse();
        assertThat(book.isComplete()).isFalse();
    }

    @Test
    void aResultOfAnotherRunOrOfAPartThatNobodyWasGivenDoesNotCount() {
        book.join("a", 1);
        given("a");
        assertThat(book.count(RUN - 1, "a", 0)).isFalse();
        assertThat(book.count(RUN, "a", 3)).isFalse();
        assertThat(book.count(RUN, "a", -1)).isFalse();
        assertThat(book.count(RUN, "a", 4)).isFalse();
        assertThat(book.count(RUN, "a", 0)).isTrue();
    }

    @Test
    void theLateResultOfALostMemberCountsAndItsPartIsNotGivenOutAgain() {
        book.join("a", 1);
        given("a");
        book.retain(Set.of());
        assertThat(book.count(RUN, "a", 0)).isTrue();
        book.join("b", 4);
        assertThat(given("b")).containsExactly(1, 2, 3);
    }

    @Test
    void atTheEndWhatHasBeenOutLongestIsGivenToWhoeverIsIdleAndToNoThird() {
        book.join("hangs", 2);
        book.join("b", 2);
        book.join("c", 1);
        given("hangs");
        assertThat(given("b")).containsExactly(2, 3);
        assertThat(given("c")).containsExactly(0);
        book.count(RUN, "b", 2);
        assertThat(given("b")).as("while it has one of its own").isEmpty();
        book.count(RUN, "b", 3);
        assertThat(given("b")).containsExactly(1);
        book.join("d", 1);
        assertThat(given("d")).isEmpty();
        book.count(RUN, "b", 1);
        book.count(RUN, "c", 0);
        assertThat(book.isComplete()).isTrue();
        assertThat(book.count(RUN, "hangs", 0)).isFalse();
    }

    @Test
    void aCopyThatIsLostCanBeGivenOutAgain() {
        book.join("a", 4);
        given("a");
        book.join("b", 1);
        assertThat(given("b")).containsExactly(0);
        book.retain(Set.of("a"));
        book.join("c", 1);
        assertThat(given("c")).containsExactly(0);
    }

    @Test
    void aPartThatItsMembersDoNotSurviveIsNamed() {
        for (int i = 0; i < Book.MOST_LOSSES; i++) {
            assertThat(book.deadly()).isEmpty();
            book.join("m" + i, 1);
            given("m" + i);
            book.retain(Set.of());
        }
        assertThat(book.deadly()).hasValue(0);
    }
}
