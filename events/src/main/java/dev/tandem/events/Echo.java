// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import static dev.tandem.spi.Parameter.choice;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.text;

import dev.tandem.events.Echo.Echoes;
import dev.tandem.events.echo.Answer;
import dev.tandem.events.echo.Dialogue;
import dev.tandem.events.echo.EchoServer;
import dev.tandem.events.echo.Serving;
import dev.tandem.events.limits.Descriptors;
import dev.tandem.spi.AsyncParts;
import dev.tandem.spi.AsyncWork;
import dev.tandem.spi.ChannelLoop;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Clients of an echo server: each connects, says its lines and waits for each of them to come back.
 * There is nothing to compute, and on the loopback address next to nothing to wait for: what is
 * compared is what a model takes for looking after a connection.
 *
 * <p>Unless there is an address of another one, the job brings its server with it. How that serves
 * its connections is a parameter; {@code events.echo-servers} measures the servers.
 *
 * <pre>{@code tandem compare events.echo -p connections=100}</pre>
 */
final class Echo implements Job<Echoes> {

    private static final String LESSON =
            """
            A line that is sent and comes back costs two system calls on each side and a thread that
            is woken up, or a loop that finds out that it is ready. Threads of the operating system
            pay for their start and for each time that they are put to sleep and woken; virtual
            threads and loops are woken many at a time. Where answers come at once, a single thread
            that talks to one after another is hard to beat: there is no waiting to be hidden.
            """;

    private static final Parameter<Integer> CONNECTIONS =
            integer("connections", 1000, 1, 10_000, "how many clients there are");
    private static final Parameter<Integer> LINES =
            integer("lines", 10, 1, 100_000, "how many lines each of them sends");
    private static final Parameter<Integer> BYTES =
            integer("bytes", 64, 16, 1024, "of a line, with its end");
    private static final Parameter<String> SERVER =
            choice("server", Serving.LOOP.id(), Serving.ids(), "what serves the connections");
    private static final Parameter<Integer> PORT =
            integer("port", 0, 0, 65_535, "where the lab's own server listens, 0 for any port");
    private static final Parameter<String> ADDRESS =
            text("address", "", "host:port of an echo server; replaces the lab's own");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "events.echo",
                    "Clients of an echo server",
                    Bound.IO,
                    LESSON,
                    CONNECTIONS,
                    LINES,
                    BYTES,
                    SERVER,
                    PORT,
                    ADDRESS);

    /**
     * What has come back to a client.
     *
     * @param hash of every byte
     */
    record Echoes(int client, long hash) {}

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    /**
     * @throws TandemException.Usage when there cannot be as many connections, the port cannot be
     *     had or the address is none
     */
    @Override
    public Work<Echoes> open(Parameters parameters, long seed) throws Exception {
        String given = parameters.get(ADDRESS);
        // Of an own server, this process has both ends of every connection.
        Descriptors.own().check(CONNECTIONS, parameters.get(CONNECTIONS), given.isEmpty() ? 2 : 1);
        if (!given.isEmpty()) {
            return new Clients(parameters, seed, address(given), Optional.empty());
        }
        EchoServer server =
                Serving.of(parameters.get(SERVER))
                        .start(
                                parameters.get(PORT),
                                Answer.ECHO,
                                failure -> {
                                    throw failure;
                                });
        InetSocketAddress address = server.address();
        Map<String, String> texts = new LinkedHashMap<>(parameters.asText());
        texts.put(ADDRESS.name(), address.getHostString() + ":" + address.getPort());
        Parameters rebuilt = Parameters.of(SPEC.parameters(), texts);
        return new Clients(rebuilt, seed, address, Optional.of(server));
    }

    private static InetSocketAddress address(String text) {
        int colon = text.lastIndexOf(':');
        String port = text.substring(colon + 1);
        if (colon < 1 || !port.matches("\\d{1,5}") || Integer.parseInt(port) > 65_535) {
            throw new TandemException.Usage(
                    "parameter address: '%s' is none; it takes host:port".formatted(text));
        }
        return new InetSocketAddress(text.substring(0, colon), Integer.parseInt(port));
    }

    private record Clients(
            Parameters parameters,
            long seed,
            InetSocketAddress address,
            Optional<EchoServer> server)
            implements AsyncWork<Echoes> {

        @Override
        public int size() {
            return parameters.get(CONNECTIONS);
        }

        @Override
        public Echoes part(int index) throws InterruptedException {
            Dialogue dialogue = dialogue(index);
            try (SocketChannel channel = channel()) {
                channel.connect(address);
                dialogue.advance(channel);
                return new Echoes(index, dialogue.hash());
            } catch (ClosedByInterruptException e) {
                Thread.interrupted();
                throw new InterruptedException("interrupted while talking to " + address);
            } catch (IOException e) {
                throw missing(e);
            }
        }

        @Override
        public AsyncParts<Echoes> openAsync(ChannelLoop loop) {
            return index -> begin(index, loop);
        }

        private CompletionStage<Echoes> begin(int index, ChannelLoop loop) {
            CompletableFuture<Echoes> result = new CompletableFuture<>();
            try {
                SocketChannel channel = channel();
                Dialogue dialogue = dialogue(index);
                SelectionKey key =
                        loop.register(
                                channel,
                                SelectionKey.OP_CONNECT,
                                ready -> advance(index, dialogue, ready, result));
                if (channel.connect(address)) {
                    advance(index, dialogue, key, result);
                }
            } catch (IOException e) {
                result.completeExceptionally(missing(e));
            }
            return result;
        }

        private void advance(
                int index, Dialogue dialogue, SelectionKey key, CompletableFuture<Echoes> result) {
            SocketChannel channel = (SocketChannel) key.channel();
            try {
                channel.finishConnect();
                dialogue.advance(channel);
                if (dialogue.isOver()) {
                    channel.close();
                    result.complete(new Echoes(index, dialogue.hash()));
                    return;
                }
                key.interestOps(
                        dialogue.isSpeaking() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
            } catch (IOException e) {
                result.completeExceptionally(missing(e));
            }
        }

        private Dialogue dialogue(int index) {
            return new Dialogue(seed, index, parameters.get(LINES), parameters.get(BYTES));
        }

        private static SocketChannel channel() throws IOException {
            SocketChannel channel = SocketChannel.open();
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            // Gives the port back at once: a thousand connections in every run would soon have all
            // of them waiting. Nothing is under way when a client closes.
            channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            return channel;
        }

        private TandemException missing(IOException e) {
            return new TandemException.Missing(
                    "the server at " + address + " does not echo: " + e.getMessage(),
                    "check the address and that it is one of an echo server");
        }

        @Override
        public long digest(Echoes echoes) {
            return echoes.hash();
        }

        @Override
        public void close() {
            server.ifPresent(EchoServer::close);
        }
    }
}
