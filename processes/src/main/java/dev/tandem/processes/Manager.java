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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/**
 * A manager: a process that has a namespace, and serves those who want to read and change it. The
 * others hold proxies, each a connection through which a call goes to the manager and its result
 * comes back.
 */
final class Manager implements Workload, WorkerBody {

    private static final Parameter<Integer> CLIENTS =
            Parameter.integer("clients", 2, 2, 32, "how many processes use the namespace");

    private static final Parameter<Integer> COUNTS =
            Parameter.integer(
                    "counts", 200, 1, 100_000, "how often each adds one to the same number");

    private static final WorkloadSpec SPEC =
            WorkloadSpec.of("processes.manager")
                    .title("A namespace with a manager")
                    .lesson(
                            """
                            A manager process owns the shared data and carries out one call after the other, so a single call is \
                            atomic. Two calls are not: to get a number and set it to one more leaves time in between for another \
                            client to do the same, and one of the two is lost. What must happen as one must be one call.\
                            """)
                    .parameters(CLIENTS, COUNTS)
                    .flawed("get-set", "gets the number, and sets it to one more", "lost-updates")
                    .variant("add", "tells the manager to add one")
                    .acceptable("exact", "the number is the sum of all additions")
                    .forbidden("lost-updates", "additions were overwritten")
                    .build();

    @Override
    public WorkloadSpec spec() {
        return SPEC;
    }

    @Override
    public Outcome run(RunContext context) throws IOException, InterruptedException {
        int counts = context.get(COUNTS);
        try (Worker manager = context.workers().start(WorkerRequest.of(SPEC.id(), "manager"))) {
            int port = Integer.parseInt(manager.receiveText().orElseThrow());
            context.event("the manager is PID " + manager.pid() + ", at port " + port);
            List<Worker> clients = new ArrayList<>();
            try {
                for (int i = 0; i < context.get(CLIENTS); i++) {
                    clients.add(
                            context.workers()
                                    .start(
                                            WorkerRequest.of(
                                                    SPEC.id(),
                                                    context.variant(),
                                                    Integer.toString(port),
                                                    Integer.toString(counts))));
                }
                for (Worker client : clients) {
                    client.receive();
                }
                context.event(clients.size() + " clients are connected");
                clients.forEach(client -> client.send("go"));
                for (Worker client : clients) {
                    client.receive();
                }
            } finally {
                clients.forEach(Worker::close);
            }
            long expected = (long) counts * clients.size();
            long number;
            try (var proxy = new Proxy(port)) {
                number = Long.parseLong(proxy.call("get number"));
            }
            context.event("the number is " + number + " of " + expected);
            Map<String, Object> evidence = new LinkedHashMap<>();
            evidence.put("manager", manager.pid());
            evidence.put("clients", clients.size());
            evidence.put("expected", expected);
            evidence.put("number", number);
            return new Outcome.Observed(number == expected ? "exact" : "lost-updates", evidence);
        }
    }

    /** A client's end: what looks like a call of a method is a line there and a line back. */
    private static final class Proxy implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader in;
        private final PrintWriter out;

        Proxy(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in =
                    new BufferedReader(
                            new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            out = new PrintWriter(socket.getOutputStream(), false, StandardCharsets.UTF_8);
        }

        String call(String line) throws IOException {
            out.println(line);
            out.flush();
            String answer = in.readLine();
            if (answer == null) {
                throw new IOException("the manager has gone");
            }
            return answer;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** The manager's process, or that of a client. */
    @Override
    public void work(WorkerContext context) throws IOException, InterruptedException {
        String role = context.arguments().get(0);
        if (role.equals("manager")) {
            manage(context);
            return;
        }
        try (var proxy = new Proxy(Integer.parseInt(context.arguments().get(1)))) {
            context.send("connected");
            context.receive();
            for (int i = 0; i < Integer.parseInt(context.arguments().get(2)); i++) {
                if (role.equals("add")) {
                    proxy.call("add number");
                } else {
                    long number = Long.parseLong(proxy.call("get number"));
                    proxy.call("set number " + (number + 1));
                }
            }
            context.send("done");
        }
    }

    @SuppressWarnings("try") // closed before its time: that ends the thread that accepts
    private static void manage(WorkerContext context) throws IOException, InterruptedException {
        Map<String, Long> namespace = new ConcurrentHashMap<>();
        try (var server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.execute(() -> {
                try {
                    while (true) {
                        Socket client = server.accept();
                        threads.execute(() -> serve(client, namespace));
                    }
                } catch (SocketException e) {
                    // Closed below, which is how this ends.
                } catch (IOException e) {
                    context.event("the manager accepts no more clients: " + e.getMessage());
                }
            });
            context.send(Integer.toString(server.getLocalPort()));
            context.receive();
            server.close();
            threads.shutdownNow();
        }
    }

    private static void serve(Socket client, Map<String, Long> namespace) {
        try (client;
                var in =
                        new BufferedReader(
                                new InputStreamReader(
                                        client.getInputStream(), StandardCharsets.UTF_8));
                var out =
                        new PrintWriter(client.getOutputStream(), false, StandardCharsets.UTF_8)) {
            client.setTcpNoDelay(true);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] words = line.split(" ", 3);
                Long result =
                        switch (words[0]) {
                            case "get" -> namespace.getOrDefault(words[1], 0L);
                            case "set" -> namespace.put(words[1], Long.valueOf(words[2]));
                            case "add" -> namespace.merge(words[1], 1L, Long::sum);
                            default -> 0L;
                        };
                out.println(result);
                out.flush();
            }
        } catch (IOException e) {
            // The client has gone without a word, as clients do: there is nobody left to serve.
        }
    }
}
