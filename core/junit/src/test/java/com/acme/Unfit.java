// SPDX-License-Identifier: Apache-2.0
package com.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.junit.Explore;
import dev.tandem.junit.Replay;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that cannot be explored, or not like that. */
public class Unfit {

    @Test
    @Explore
    void withAnArgumentThatNobodyProvides(int number) {}

    @Test
    @Explore
    void withAnArgumentThatIsOfThisJvm(TestInfo info) {}

    @ParameterizedTest
    @Explore
    @MethodSource("lists")
    void withAList(List<String> list) {}

    static Stream<List<String>> lists() {
        return Stream.of(List.of("one"));
    }

    @RepeatedTest(2)
    @Explore
    void repeated() {}

    @TestFactory
    @Explore
    Stream<DynamicTest> factory() {
        return Stream.of();
    }

    @Test
    @Explore(timeLimit = "soon")
    void withALimitThatIsNone() {}

    @Test
    @Explore(exclude = "com.acme")
    void leavesItselfOut() {}

    @Test
    @Explore(preemptions = -2)
    void withABoundThatIsNone() {}

    @Test
    @Explore
    void notDeterministic() throws InterruptedException {
        Thread other = new Thread(() -> {});
        int times = Integer.getInteger("com.acme.times", 0);
        System.setProperty("com.acme.times", String.valueOf(times + 1));
        if (times % 2 == 0) {
            other.start();
            other.join();
        }
    }

    @Test
    @Explore
    void handsAnAtomicToAnAssertion() {
        assertThat(new AtomicInteger()).hasValue(0);
    }

    @Test
    @Explore
    void endsTheProcess() {
        Runtime.getRuntime().halt(3);
    }

    @Test
    @Explore(steps = Integer.MAX_VALUE, timeLimit = "1h")
    @Timeout(1)
    void neverEnds() {
        while (true) {
            LockSupport.parkNanos(1);
        }
    }

    @Test
    @Explore(steps = 100)
    void neverEndsBeforeItIsALivelock() {
        while (true) {
            LockSupport.parkNanos(1);
        }
    }

    @Test
    @Explore(level = {})
    void atNoLevel() {}

    @Test
    @Explore
    void startsAProcess() throws IOException, InterruptedException {
        assertEquals(1, new ProcessBuilder("true").start().waitFor());
    }

    @Test
    @Replay("1:00000000:sync:r:0")
    void replaysAnotherProgram() {}

    @Test
    @Replay(file = "pom.xml")
    void replaysNoSchedule() {}

    @Test
    @Replay
    void replaysNothing() {}

    /** Has no constructor without arguments. */
    public static class WithoutConstructor {
        @SuppressWarnings("unused")
        public WithoutConstructor(TestInfo info) {}

        @Test
        @Explore
        void isNotMade() {}
    }
}
