// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.explore.samples.Registers;
import dev.tandem.explore.world.Environment;
import dev.tandem.spi.WorkloadSpec.Level;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The searches against an enumeration that knows nothing of threads, worlds and rewriting. */
class OracleTest {

    private static final int PROGRAMS = 60;
    private static final String DEADLOCK = "deadlock";

    @Test
    void both_searches_see_exactly_what_an_enumeration_sees() throws ReflectiveOperationException {
        Bench unreduced = new Bench(Registers.class, Level.VOLATILE, false, Environment.CALM);
        Bench reduced = new Bench(Registers.class, Level.VOLATILE, true, Environment.CALM);
        Random random = new Random(4);
        for (int i = 0; i < PROGRAMS; i++) {
            int[] program = program(random, i % 3 == 0);
            Set<String> expected = new TreeSet<>();
            enumerate(program, new int[2], new int[2], new int[2], -1, expected);

            assertThat(reduced.outcomes(program, Long.MAX_VALUE))
                    .as("of %s", Arrays.toString(program))
                    .contains(expected);
            if (i % 3 != 0) {
                assertThat(unreduced.outcomes(program, Long.MAX_VALUE))
                        .as("of %s", Arrays.toString(program))
                        .contains(expected);
            }
        }
    }

    /**
     * Two threads of a few reads and writes, or a locked section with a write that may be left out
     * of it, or never unlocked.
     */
    private static int[] program(Random random, boolean locked) {
        int[] program = new int[locked ? 8 : 6];
        int half = program.length / 2;
        for (int i = 0; i < program.length; i++) {
            program[i] = random.nextInt(4);
        }
        if (locked) {
            program[0] = Registers.LOCK;
            program[random.nextBoolean() ? half - 1 : 1 + random.nextInt(half - 1)] =
                    Registers.UNLOCK;
            program[half] = Registers.LOCK;
            if (random.nextBoolean()) {
                program[program.length - 1] = Registers.UNLOCK;
            }
        }
        return program;
    }

    /**
     * @param variables a and b
     * @param registers what each thread read last
     * @param at the next operation of each thread
     * @param owner the thread that holds the lock; -1 for none
     */
    private static void enumerate(
            int[] program,
            int[] variables,
            int[] registers,
            int[] at,
            int owner,
            Set<String> outcomes) {
        int half = program.length / 2;
        boolean moved = false;
        for (int thread = 0; thread < 2; thread++) {
            int next = at[thread] == half ? -1 : program[thread * half + at[thread]];
            if (next < 0 || next == Registers.LOCK && owner >= 0) {
                continue;
            }
            moved = true;
            int[] nextVariables = variables.clone();
            int[] nextRegisters = registers.clone();
            int[] nextAt = at.clone();
            int nextOwner = owner;
            nextAt[thread]++;
            switch (next) {
                case Registers.READ_A, Registers.READ_B -> nextRegisters[thread] = variables[next];
                case Registers.WRITE_A, Registers.WRITE_B ->
                        nextVariables[next - 2] = registers[thread] + 1;
                case Registers.LOCK -> nextOwner = thread;
                default -> nextOwner = -1;
            }
            enumerate(program, nextVariables, nextRegisters, nextAt, nextOwner, outcomes);
        }
        if (!moved) {
            outcomes.add(
                    at[0] == half && at[1] == half ? variables[0] + " " + variables[1] : DEADLOCK);
        }
    }
}
