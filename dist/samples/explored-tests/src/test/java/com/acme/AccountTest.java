package com.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tandem.explore.world.Environment.Time;
import dev.tandem.junit.Explorations;
import dev.tandem.junit.Explore;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {

    /** At the level of the program's own fields there are too many interleavings for a test. */
    @ParameterizedTest
    @CsvSource({"1, 2", "5, -5"})
    @Explore(level = Level.SYNC, time = Time.IDLE)
    void addsUpWhatComesFromSeveralThreads(int one, int other) throws Exception {
        try (Account account = new Account()) {
            Together.run(() -> account.deposit(one), () -> account.deposit(other));
            assertEquals(one + other, account.deposit(0).get());
        }
    }

    @Test
    @Explore(level = Level.SYNC, time = Time.IDLE)
    void answersOneWithWhatBothHaveBrought() throws Exception {
        List<CompletableFuture<Integer>> answers = new CopyOnWriteArrayList<>();
        try (Account account = new Account()) {
            Together.run(
                    () -> answers.add(account.deposit(1)), () -> answers.add(account.deposit(2)));
        }
        assertEquals(3, Math.max(answers.get(0).get(), answers.get(1).get()));
    }

    @Test
    @Explore(level = Level.SYNC, time = Time.IDLE)
    void answersAllBeforeItIsClosed() throws Exception {
        CompletableFuture<Integer> answer;
        try (Account account = new Account()) {
            answer = account.deposit(1);
        }
        assertTrue(answer.isDone());
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

    @Test
    void carelesslyTwoWhoLookMaySeeDifferentBalances() throws Exception {
        var outcomes =
                Explorations.outcomes(
                        () -> {
                            try (Account account = new Account()) {
                                account.deposit(1);
                                int first = account.balanceCarelessly();
                                return first + " " + account.balanceCarelessly();
                            }
                        });
        assertEquals(Set.of("0 0", "0 1", "1 1"), outcomes.labels(), outcomes.toString());
    }
}
