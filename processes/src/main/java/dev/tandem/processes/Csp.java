// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;

import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Communicating sequential processes (Hoare, 1978): processes that share nothing and are nothing
 * but what they receive and send. The sieve of Eratosthenes as a chain of them: each keeps the
 * first number that it gets, which is a prime, starts the next process and passes on to it what
 * that prime does not divide. Look at the events: there is a process for each prime.
 *
 * <pre>{@code tandem run processes.csp -p limit=30}</pre>
 */
final class Csp implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A program can be a network of processes, each of them sequential and simple, that
            communicate over channels and share nothing else. No locks, no races: all the
            concurrency is in the structure of the network. Here each prime is a process, started by
            the one of the prime before, and a number is a prime when it comes to the end of the
            chain.
            """;

    private static final Parameter<Integer> LIMIT =
            integer("limit", 12, 2, 200, "up to which number primes are sieved");

    private static final Label SIEVED =
            acceptable("sieved", "the processes hold the primes up to the limit, in their order");
    private static final Label WRONG =
            forbidden("wrong", "a prime is missing, or a number is none")
                    .unseen("whatever the timing, each process gets its numbers in order");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.csp", "Communicating sequential processes", LESSON)
                    .with(LIMIT)
                    .with(SIEVED, WRONG)
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws InterruptedException {
        int limit = context.get(LIMIT);
        List<Integer> primes = new ArrayList<>();
        List<Long> pids = new ArrayList<>();
        try (Worker first = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            context.event("sends the numbers from 2 to " + limit + " into the chain");
            for (int number = 2; number <= limit; number++) {
                first.send(Integer.toString(number));
            }
            first.endInput();
            // What each process of the chain has found comes back along the chain.
            Messages.each(
                    first::receiveText,
                    found -> {
                        String[] words = found.split(" ", 2);
                        primes.add(Integer.parseInt(words[0]));
                        pids.add(Long.parseLong(words[1]));
                        context.event("PID " + words[1] + " is the prime " + words[0]);
                    });
        }
        long processes = pids.stream().distinct().count();
        boolean right = primes.equals(primesUpTo(limit)) && processes == primes.size();
        return (right ? SIEVED : WRONG)
                .observed()
                .with("limit", limit)
                .with("primes", primes)
                .with("processes", processes);
    }

    /** One process of the chain. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        Optional<String> first = context.receiveText();
        if (first.isPresent()) {
            int prime = Integer.parseInt(first.get());
            context.send(prime + " " + ProcessHandle.current().pid());
            sieve(context, prime);
        }
    }

    private static void sieve(WorkerContext context, int prime) throws InterruptedException {
        Optional<String> other = nextOther(context, prime);
        if (other.isEmpty()) {
            return;
        }
        try (Worker next = context.workers().start(WorkerRequest.of(SPEC.id()))) {
            for (; other.isPresent(); other = nextOther(context, prime)) {
                next.send(other.get());
            }
            next.endInput();
            Messages.each(next::receiveText, context::send);
        }
    }

    /** The next number that the prime does not divide. */
    private static Optional<String> nextOther(WorkerContext context, int prime)
            throws InterruptedException {
        Optional<String> number = context.receiveText();
        while (number.isPresent() && Integer.parseInt(number.get()) % prime == 0) {
            number = context.receiveText();
        }
        return number;
    }

    private static List<Integer> primesUpTo(int limit) {
        List<Integer> primes = new ArrayList<>();
        for (int n = 2; n <= limit; n++) {
            int candidate = n;
            if (primes.stream().noneMatch(prime -> candidate % prime == 0)) {
                primes.add(n);
            }
        }
        return primes;
    }
}
