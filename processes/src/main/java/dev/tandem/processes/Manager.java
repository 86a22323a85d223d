// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes;

import static dev.tandem.spi.Label.acceptable;
import static dev.tandem.spi.Label.forbidden;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Variant.flawed;
import static dev.tandem.spi.Variant.sound;

import dev.tandem.spi.Count;
import dev.tandem.spi.Crew;
import dev.tandem.spi.Gang;
import dev.tandem.spi.Label;
import dev.tandem.spi.Outcome;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.RunContext;
import dev.tandem.spi.Variants;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerBody;
import dev.tandem.spi.WorkerContext;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;

/**
 * A manager: a process that has a namespace, and serves those who want to read and change it. The
 * others hold proxies, each a connection through which a call goes to the manager and its result
 * comes back. Look at the number: each call is carried out whole, and yet two of them lose updates.
 *
 * <pre>{@code tandem run processes.manager --variant get-set}</pre>
 */
final class Manager implements Workload, WorkerBody {

    private static final String LESSON =
            """
            A manager process owns the shared data and carries out one call after the other, so a
            single call is atomic. Two calls are not: to get a number and set it to one more leaves
            time in between for another client to do the same, and one of the two is lost. What must
            happen as one must be one call.
            """;

    private static final Parameter<Integer> CLIENTS =
            integer("clients", 2, 2, 32, "how many processes use the namespace");
    private static final Parameter<Integer> COUNTS =
            integer("counts", 200, 1, 100_000, "how often each adds one to the same number");

    private static final Label EXACT =
            acceptable("exact", "the number is the sum of all additions");
    private static final Label LOST = forbidden("lost-updates", "additions were overwritten");

    /** How a client adds one to the number. */
    private enum Adding {
        GET_SET {
            @Override
            void addOne(Proxy manager) throws IOException {
                long number = manager.call("get number");
                manager.call("set number " + (number + 1));
            }
        },
        ADD {
            @Override
            void addOne(Proxy manager) throws IOException {
                manager.call("add number");
            }
        };

        abstract void addOne(Proxy manager) throws IOException;
    }

    private static final Variants<Adding> WAYS =
            Variants.of(
                    flawed(
                            "get-set",
                            "gets the number, and sets it to one more",
                            LOST,
                            () -> Adding.GET_SET),
                    sound("add", "tells the manager to add one", () -> Adding.ADD));

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.manager", "A namespace with a manager", LESSON)
                    .with(CLIENTS, COUNTS)
                    .with(WAYS)
                    .with(EXACT, LOST)
                    .teaches(ServerSocket.class, Socket.class, ConcurrentHashMap.class)
                    .build();

    private static final String MANAGER = "manager";

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        String adding = context.make(WAYS).name();
        String counts = Integer.toString(context.get(COUNTS));
        int clients = context.get(CLIENTS);
        long expected = (long) context.get(COUNTS) * clients;
        try (Worker manager = context.workers().start(WorkerRequest.of(SPEC.id(), MANAGER))) {
            String port = manager.receiveText().orElseThrow();
            context.event("the manager is PID " + manager.pid() + ", at port " + port);
            var request = WorkerRequest.of(SPEC.id(), adding, port, counts);
            try (Gang gang = Gang.start(context.workers(), clients, i -> request)) {
                context.event(clients + " clients are connected");
                gang.go();
                gang.results();
            }
            long number;
            try (var proxy = new Proxy(Integer.parseInt(port))) {
                number = proxy.call("get number");
            }
            context.event("the number is " + Count.of(number) + " of " + Count.of(expected));
            return (number == expected ? EXACT : LOST)
                    .observed()
                    .with("managerPid", manager.pid())
                    .with("clients", clients)
                    .with("expected", expected)
                    .with("number", number);
        }
    }

    /** The manager's process, or that of a client. */
    @Override
    public void work(WorkerContext context)
            throws IOException, InterruptedException, ExecutionException {
        String role = context.arguments().getFirst();
        if (role.equals(MANAGER)) {
            manage(context);
            return;
        }
        Adding adding = Adding.valueOf(role);
        int counts = Integer.parseInt(context.arguments().get(2));
        try (var proxy = new Proxy(Integer.parseInt(context.arguments().get(1)))) {
            if (Gang.ready(context)) {
                for (int i = 0; i < counts; i++) {
                    adding.addOne(proxy);
                }
                context.send("done");
            }
        }
    }

    @SuppressWarnings("try") // closed before its time: that ends the accepting
    private static void manage(WorkerContext context) throws IOException, ExecutionException {
        Map<String, Long> namespace = new ConcurrentHashMap<>();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                Crew crew = Crew.virtual("client-")) {
            context.send(Integer.toString(server.getLocalPort()));
            crew.start(
                    "parent",
                    () -> {
                        context.receive();
                        server.close();
                    });
            for (var client = accept(server); client.isPresent(); client = accept(server)) {
                Socket socket = client.get();
                crew.start(() -> serve(socket, namespace));
            }
        }
    }

    /** The next client; empty when the server has been closed. */
    private static Optional<Socket> accept(ServerSocket server) throws IOException {
        try {
            return Optional.of(server.accept());
        } catch (SocketException e) {
            if (server.isClosed()) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static void serve(Socket client, Map<String, Long> namespace) {
        try (client;
                BufferedReader in = reader(client);
                PrintWriter out = writer(client)) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.println(carryOut(line.split(" ", 3), namespace));
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone without a word, as clients do: there is nobody left to serve.
        }
    }

    private static Long carryOut(String[] words, Map<String, Long> namespace) {
        return switch (words[0]) {
            case "get" -> namespace.getOrDefault(words[1], 0L);
            case "set" -> {
                Long value = Long.valueOf(words[2]);
                namespace.put(words[1], value);
                yield value;
            }
            case "add" -> namespace.merge(words[1], 1L, Long::sum);
            default -> throw new IllegalArgumentException("the manager cannot " + words[0]);
        };
    }

    /** A client's end: what looks like a call of a method is a line there and a line back. */
    private static final class Proxy implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final PrintWriter out;

        Proxy(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = reader(socket);
            out = writer(socket);
        }

        long call(String line) throws IOException {
            out.println(line);
            out.flush();
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("the manager has gone");
            }
            return Long.parseLong(answer);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    private static PrintWriter writer(Socket socket) throws IOException {
        // A line is to go at once, not to wait until there is more to send.
        socket.setTcpNoDelay(true);
        return new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
    }
}
