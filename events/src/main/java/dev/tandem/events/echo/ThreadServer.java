// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.function.Consumer;

/** A thread for each connection: it reads, answers and writes in plain sequence. */
final class ThreadServer implements EchoServer {

    private static final long MILLIS_BEFORE_ACCEPTING_AGAIN = 100;

    private final ExecutorService threads;
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Answer answer;
    private final Consumer<? super RuntimeException> failed;

    private ThreadServer(
            ExecutorService threads,
            ServerSocketChannel server,
            Answer answer,
            Consumer<? super RuntimeException> failed)
            throws IOException {
        this.threads = threads;
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.answer = answer;
        this.failed = failed;
    }

    static ThreadServer start(
            ServerSocketChannel channel,
            ThreadFactory factory,
            Answer answer,
            Consumer<? super RuntimeException> failed)
            throws IOException {
        var server =
                new ThreadServer(
                        Executors.newThreadPerTaskExecutor(factory), channel, answer, failed);
        server.threads.execute(server::accept);
        return server;
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // it ends the server, as it was meant to
    private void accept() {
        try (server) {
            while (true) {
                try {
                    handOver(server.accept());
                } catch (ClosedChannelException e) {
                    return;
                } catch (IOException _) {
                    // Most often there are no more descriptors. Those who are connected are served
                    // on.
                    Thread.sleep(MILLIS_BEFORE_ACCEPTING_AGAIN);
                }
            }
        } catch (IOException | InterruptedException _) {
            threads.shutdownNow();
        }
    }

    private void handOver(SocketChannel client) throws IOException {
        try {
            threads.execute(() -> serve(client));
        } catch (RejectedExecutionException _) {
            client.close();
        } catch (OutOfMemoryError e) {
            // There are no more threads of the operating system.
            client.close();
            failed.accept(new IllegalStateException("no thread for one more client", e));
        }
    }

    private void serve(SocketChannel client) {
        try (client) {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var conversation = new Conversation(answer);
            while (conversation.hear(client)) {
                conversation.speak(client);
            }
        } catch (IOException _) {
            // The client has left without a word or says what is no line, or the server is being
            // closed: an interrupt closes the channel that its thread waits for.
        } catch (RuntimeException e) {
            failed.accept(e);
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
