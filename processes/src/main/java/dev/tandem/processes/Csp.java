package dev.tandem.processes;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Communicating sequential processes (Hoare, 1978): processes that share nothing and are nothing
 * but what they receive and send. The sieve of Eratosthenes as a chain of them: each keeps the
 * first number that it gets, which is a prime, starts the next process and passes on to it what
 * that prime does not divide.
 */
final class Csp implements Workload, WorkerBody {

    private static final Parameter<Integer> LIMIT =
            Parameter.integer("limit", 12, 2, 200, "up to which number primes are sieved");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.csp")
                    .title("Communicating sequential processes")
                    .lesson(
                            """
                            A program can be a network of processes, each of them sequential and simple, that communicate over \
                            channels and share nothing else. No locks, no races: all the concurrency is in the structure of the \
                            network. Here each prime is a process, started by the one of the prime before, and a number is a prime \
                            when it comes to the end of the chain.\
                            """)
                    .parameters(LIMIT)
                    .acceptable(
                            "sieved",
                            "the chain's processes hold the primes up to the limit, in their order")
                    .forbidden("wrong", "a prime is missing, or a number is none")
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
            for (Optional<String> said = first.receiveText();
                    said.isPresent();
                    said = first.receiveText()) {
                String[] words = said.get().split(" ", 2);
                primes.add(Integer.parseInt(words[0]));
                pids.add(Long.parseLong(words[1]));
                context.event("PID " + words[1] + " is the prime " + words[0]);
            }
        }
        Map<String, Object> evidence = new LinkedHashMap<>();
        evidence.put("limit", limit);
        evidence.put("primes", primes);
        evidence.put("processes", pids.stream().distinct().count());
        boolean right =
                primes.equals(primesUpTo(limit))
                        && pids.stream().distinct().count() == primes.size();
        return new Outcome.Observed(right ? "sieved" : "wrong", evidence);
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

    /** One process of the chain. */
    @Override
    public void work(WorkerContext context) throws InterruptedException {
        Optional<String> first = context.receiveText();
        if (first.isEmpty()) {
            return;
        }
        int prime = Integer.parseInt(first.get());
        context.send(prime + " " + ProcessHandle.current().pid());
        Optional<Worker> next = Optional.empty();
        try {
            for (Optional<String> m = context.receiveText();
                    m.isPresent();
                    m = context.receiveText()) {
                if (Integer.parseInt(m.get()) % prime == 0) {
                    continue;
                }
                if (next.isEmpty()) {
                    next = Optional.of(context.workers().start(WorkerRequest.of(SPEC.id())));
                }
                next.get().send(m.get());
            }
            if (next.isPresent()) {
                Worker rest = next.get();
                rest.endInput();
                for (Optional<String> found = rest.receiveText();
                        found.isPresent();
                        found = rest.receiveText()) {
                    context.send(found.get());
                }
            }
        } finally {
            next.ifPresent(Worker::close);
        }
    }
}
