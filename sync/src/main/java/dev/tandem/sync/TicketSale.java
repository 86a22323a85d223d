// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Label.interesting;
import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.sound;
import static dev.tandem.spi.WorkloadSpec.Level.SYNC;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import dev.tandem.spi.evidence.Bars;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.random.RandomGenerator;

/**
 * Ticket sellers share one stock of tickets, guarded by a semaphore. Compare how many each has
 * sold: the stock is right in every variant, and the shares are not.
 *
 * <p>Seen in 100 runs of each on two busy processors, with JDK 25 on x86-64:
 *
 * <pre>
 *           shared  monopoly
 * delay        100         0
 * no-delay       0       100
 * fair          99         1
 * </pre>
 *
 * <pre>{@code tandem run sync.semaphore --variant no-delay}</pre>
 */
final class TicketSale implements Workload {

    private static final String LESSON =
            """
            A semaphore counts permits: acquire takes one and waits while there is none, release
            puts one back. With one permit it keeps a stock right, but it does not share it out. The
            seller that gives the permit back is running, the one that waits must first be woken;
            without a rest in between the same one takes it again, and sells nearly all. A rest
            leaves room for others; a fair semaphore serves in the order of arrival, and pays for it
            with a change of threads at each sale.
            """;

    private static final Parameter<Integer> SELLERS =
            integer("sellers", 4, 1, 64, "how many threads sell");
    private static final Parameter<Integer> TICKETS =
            integer("tickets", 100, 1, 1_000_000, "how many tickets there are");
    private static final Parameter<Duration> DELAY =
            duration(
                    "delay",
                    Duration.ofMillis(1),
                    Duration.ofSeconds(1),
                    "delay: the longest rest before a sale");

    private static final Label SHARED =
            acceptable("shared", "all tickets are sold, and nobody has sold most of them");
    private static final Label MONOPOLY =
            interesting("monopoly", "all tickets are sold, more than half of them by one seller");
    private static final Label MISCOUNTED =
            forbidden("miscounted", "the sales and the stock do not add up")
                    .unseen("the stock is only touched with the one permit");

    /**
     * How the sellers take turns.
     *
     * @param rests whether they rest before each sale
     * @param fair whether the semaphore serves them in the order of their arrival
     */
    private record Turns(boolean rests, boolean fair) {}

    private static final Variants<Turns> WAYS =
            Variants.of(
                    sound(
                            "delay",
                            "each seller rests for a random time before each sale",
                            () -> new Turns(true, false)),
                    sound("no-delay", "nobody rests", () -> new Turns(false, false)),
                    sound(
                            "fair",
                            "nobody rests; the semaphore serves in the order of arrival",
                            () -> new Turns(false, true)));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("sync.semaphore", "Four ticket sellers", LESSON)
                    .with(SELLERS, TICKETS, DELAY)
                    .with(WAYS)
                    .with(SHARED, MONOPOLY, MISCOUNTED)
                    .teaches(Semaphore.class)
                    .notes("Semaphores: TicketSeller, with and without random_delay")
                    .explorable(SYNC, SELLERS.at(2), TICKETS.at(2), DELAY.at(Duration.ZERO))
                    .build();

    private static final Duration LOOK_EVERY = Duration.ofMillis(1);

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws Exception {
        Turns turns = context.make(WAYS);
        BoxOffice office = new BoxOffice(turns.fair(), context.get(TICKETS));
        List<Seller> sellers = new ArrayList<>();
        try (Crew crew = Crew.named("seller-")) {
            office.permit.acquire();
            for (int i = 0; i < context.get(SELLERS); i++) {
                Seller seller = new Seller(context, turns, office, context.random(i));
                sellers.add(seller);
                crew.start(seller::sell);
            }
            // The sale begins when all stand in the queue: nobody is to sell less for being late.
            while (office.permit.getQueueLength() < sellers.size()) {
                Thread.sleep(LOOK_EVERY);
            }
            context.event("opens the sale");
            office.permit.release();
            crew.join();
        }
        return observed(context.get(TICKETS), office, sellers);
    }

    private static Outcome observed(int tickets, BoxOffice office, List<Seller> sellers) {
        long sold = sellers.stream().mapToLong(seller -> seller.sold).sum();
        long most = sellers.stream().mapToLong(seller -> seller.sold).max().orElseThrow();
        Bars shares = Bars.of("tickets");
        for (int i = 0; i < sellers.size(); i++) {
            shares = shares.with("seller-" + (i + 1), sellers.get(i).sold);
        }
        return judge(tickets, sold, office.left, most)
                .observed()
                .with("sold", sold)
                .with("left", office.left)
                .with("shares", shares);
    }

    private static Label judge(int tickets, long sold, int left, long most) {
        if (sold != tickets || left != 0) {
            return MISCOUNTED;
        }
        return most * 2 > tickets ? MONOPOLY : SHARED;
    }

    /** The tickets that are left, to be touched only with a permit. */
    private static final class BoxOffice {
        private final Semaphore permit;
        private int left;

        BoxOffice(boolean fair, int left) {
            permit = new Semaphore(1, fair);
            this.left = left;
        }

        /** Sells one ticket, if there is one. */
        boolean sellOne() throws InterruptedException {
            permit.acquire();
            try {
                if (left == 0) {
                    return false;
                }
                left--;
                return true;
            } finally {
                permit.release();
            }
        }
    }

    private static final class Seller {
        private final RunContext context;
        private final Turns turns;
        private final BoxOffice office;
        private final RandomGenerator random;
        private int sold;

        Seller(RunContext context, Turns turns, BoxOffice office, RandomGenerator random) {
            this.context = context;
            this.turns = turns;
            this.office = office;
            this.random = random;
        }

        void sell() throws InterruptedException {
            rest();
            while (office.sellOne()) {
                sold++;
                rest();
            }
            context.event("has sold " + Count.of(sold, "ticket"));
        }

        private void rest() throws InterruptedException {
            if (turns.rests()) {
                long longest = context.get(DELAY).toNanos();
                Thread.sleep(Duration.ofNanos(random.nextLong(longest + 1)));
            }
        }
    }
}
