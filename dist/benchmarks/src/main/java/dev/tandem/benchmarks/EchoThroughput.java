// SPDX-License-Identifier: Apache-2.0
package dev.tandem.benchmarks;

import dev.tandem.events.echo.Answer;
import dev.tandem.events.echo.EchoServer;
import dev.tandem.events.echo.Load;
import dev.tandem.events.echo.Serving;
import java.util.Arrays;
import java.util.Locale;

/**
 * The throughput of the servers of {@code events.echo} over that of Netty's, each with a thousand
 * clients that stay connected. All take their turns in every round, and a ratio is that of the two
 * in one round: what slows the machine down meets both.
 */
public final class EchoThroughput {

    private static final int CONNECTIONS = 1000;
    private static final int LINES = 20;
    private static final int BYTES = 64;
    private static final int WARM_UP = 10;
    private static final int ROUNDS = 15;

    private EchoThroughput() {}

    public static void main(String[] args) throws Exception {
        for (Serving serving : Serving.values()) {
            compare(serving);
        }
    }

    private static void compare(Serving serving) throws Exception {
        double[] ratios = new double[ROUNDS];
        double[] ours = new double[ROUNDS];
        double[] theirs = new double[ROUNDS];
        try (EchoServer own = serving.start(0, Answer.ECHO, failure -> {});
                EchoServer netty = new NettyEcho();
                Load onOwn = Load.connect(own.address(), CONNECTIONS, BYTES);
                Load onNetty = Load.connect(netty.address(), CONNECTIONS, BYTES)) {
            for (int round = -WARM_UP; round < ROUNDS; round++) {
                double first = linesPerSecond(onOwn);
                double second = linesPerSecond(onNetty);
                if (round >= 0) {
                    ours[round] = first;
                    theirs[round] = second;
                    ratios[round] = first / second;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%-46s %.2f (%,.0f / %,.0f lines/s, %d connections)%n",
                "throughput of echo, " + serving.id() + " / Netty",
                median(ratios),
                median(ours),
                median(theirs),
                CONNECTIONS);
    }

    private static double linesPerSecond(Load load) throws Exception {
        Load.Measured measured = load.flood(LINES);
        if (measured.lost() > 0) {
            throw new IllegalStateException(measured.lost() + " lines were lost");
        }
        return measured.lines() * 1e9 / measured.nanos();
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
