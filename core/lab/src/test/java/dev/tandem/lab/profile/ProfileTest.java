// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ProfileTest {

    @Test
    void aPlaceIsWhereTheProgramCallsTheLibrary() {
        assertThat(
                        Profile.place(
                                List.of(
                                        "jdk.internal.misc.Unsafe.park",
                                        "java.util.concurrent.Semaphore.acquire:300",
                                        "com.acme.Pool.take:12",
                                        "com.acme.Main.main:5")))
                .contains("com.acme.Pool.take:12");
    }

    @Test
    void aThreadOfTheJdkIsWhereItWasStarted() {
        assertThat(
                        Profile.place(
                                List.of(
                                        "jdk.internal.misc.Unsafe.park",
                                        "java.util.concurrent.DelayScheduler.run:221",
                                        "java.lang.Thread.run:1500")))
                .contains("java.util.concurrent.DelayScheduler.run:221");
    }

    @Test
    void noStackIsNoPlace() {
        assertThat(Profile.place(List.of())).isEmpty();
    }
}
