// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.posix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A forked child, whose number is used again by the kernel once it has been reaped. */
class ChildTest {

    private final List<String> calls = new ArrayList<>();

    private Child child() {
        return new Child(
                7,
                pid -> {
                    calls.add("reap " + pid);
                    return 5;
                },
                pid -> calls.add("kill " + pid));
    }

    @Test
    void aReapedChildIsNeitherKilledNorReapedAgain() {
        try (Child child = child()) {
            assertThat(child.waitFor()).isEqualTo(5);
            assertThat(child.waitFor()).isEqualTo(5);
        }
        assertThat(calls).containsExactly("reap 7");
    }

    @Test
    void aChildThatNobodyHasWaitedForIsKilledAndReaped() {
        child().close();
        assertThat(calls).containsExactly("kill 7", "reap 7");
    }
}
