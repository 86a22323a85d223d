package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccountTest {

    /** At the level of the program's own fields there are too many interleavings for a test. */
    @Test
    @Explore(level = Level.SYNC, time = dev.tandem.explore.world.Environment.Time.IDLE)
    void addsUpWhatComesFromSeveralThreads() throws Exception {
        try (Account account = new Account()) {
            Together.run(() -> account.deposit(1), () -> account.deposit(2));
            assertEquals(3, account.deposit(0).get());
        }
    }

    @Test
    void carelesslyTheBalanceIsOldOrNew() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            try (Account account = new Account()) {
                                account.deposit(1);
                                return account.balanceCarelessly();
                            }
                        });
        assertEquals(Set.of("0", "1"), outcomes.labels(), outcomes.toString());
    }
}
