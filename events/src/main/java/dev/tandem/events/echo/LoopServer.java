// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import dev.tandem.events.loop.LoopThread;
import dev.tandem.events.loop.SelectorLoop;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.function.Consumer;

/** One thread for all connections: it takes turns among those that are ready. */
final class LoopServer implements EchoServer {

    private static final Duration BEFORE_ACCEPTING_AGAIN = Duration.ofMillis(100);

    private final LoopThread thread;
    private final SelectorLoop loop;
    private final ServerSocketChannel server;
    private final InetSocketAddress address;
    private final Answer answer;

    private LoopServer(LoopThread thread, ServerSocketChannel server, Answer answer)
            throws IOException {
        this.thread = thread;
        this.loop = thread.loop();
        this.server = server;
        this.address = (InetSocketAddress) server.getLocalAddress();
        this.answer = answer;
    }

    static LoopServer start(
            ServerSocketChannel channel, Answer answer, Consumer<? super RuntimeException> failed)
            throws Exception {
        var server = new LoopServer(LoopThread.start("echo-loop", failed), channel, answer);
        try {
            server.thread.call(server::listen);
            return server;
        } catch (Throwable e) {
            server.close();
            channel.close();
            throw e;
        }
    }

    private void listen() {
        try {
            loop.register(server, SelectionKey.OP_ACCEPT, this::accept);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(SelectionKey key) {
        try {
            for (var client = server.accept(); client != null; client = server.accept()) {
                serve(client);
            }
        } catch (IOException _) {
            // Most often there are no more descriptors. Those who are connected are served on;
            // without a pause the loop would fail to accept the same client over and over.
            key.interestOps(0);
            loop.after(BEFORE_ACCEPTING_AGAIN, () -> key.interestOps(SelectionKey.OP_ACCEPT));
        }
    }

    private void serve(SocketChannel client) throws IOException {
        try {
            client.setOption(StandardSocketOptions.TCP_NODELAY, true);
            var conversation = new Conversation(answer);
            loop.register(client, SelectionKey.OP_READ, key -> converse(key, client, conversation));
        } catch (IOException _) {
            // It has left already.
            client.close();
        }
    }

    private static void converse(SelectionKey key, SocketChannel client, Conversation conversation)
            throws IOException {
        try {
            if (key.isReadable() && !conversation.hear(client)) {
                client.close();
                return;
            }
            conversation.speak(client);
            int operations =
                    (conversation.isListening() ? SelectionKey.OP_READ : 0)
                            | (conversation.isSpeaking() ? SelectionKey.OP_WRITE : 0);
            if (operations != key.interestOps()) {
                key.interestOps(operations);
            }
        } catch (IOException _) {
            // The client has left without a word, or says what is no line.
            client.close();
        } catch (RuntimeException e) {
            client.close();
            throw e;
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        thread.close();
    }
}
