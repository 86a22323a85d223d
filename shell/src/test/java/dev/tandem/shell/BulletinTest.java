// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BulletinTest {

    private final List<String> printed = new ArrayList<>();
    private final Bulletin bulletin = new Bulletin(printed::add);

    @Test
    void linesAreHeldBackWhileTheForegroundIsTaken() {
        bulletin.tell("one");
        bulletin.hold();
        bulletin.tell("two");
        assertThat(printed).containsExactly("one");
        bulletin.release();
        bulletin.tell("three");
        assertThat(printed).containsExactly("one", "two", "three");
    }

    @Test
    void oldestLinesAreDroppedAndThatIsSaid() {
        bulletin.hold();
        for (int i = 1; i <= 10_002; i++) {
            bulletin.tell("line " + i);
        }
        bulletin.release();
        assertThat(printed).hasSize(10_001).startsWith("… 2 lines are not shown", "line 3");
    }

    @Test
    void writerPassesOnWholeLinesAndTheRestWhenClosed() {
        try (var writer = new LineWriter(bulletin::tell)) {
            writer.write("a".toCharArray(), 0, 1);
            assertThat(printed).isEmpty();
            writer.write("b\r\nc".toCharArray(), 0, 4);
            assertThat(printed).containsExactly("ab");
        }
        assertThat(printed).containsExactly("ab", "c");
    }
}
