// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A web server on this machine's loopback address, for clients that are to wait as they would for a
 * distant one.
 *
 * <p>Every connection has a virtual thread that reads, sleeps and writes in plain sequence. The
 * latencies of a thousand clients pass at the same time, so the server is never what a client waits
 * for in vain. Connections stay open for further requests until the client or the server closes
 * them.
 */
public final class LoopbackServer implements AutoCloseable {

    /** What the server says. Called by many threads at the same time. */
    @FunctionalInterface
    public interface Answers {
        /**
         * Writes the whole answer, its head included.
         *
         * @param request the first line of the request, such as {@code GET / HTTP/1.1}
         * @throws IOException ends the connection
         */
        void answer(String request, OutputStream out) throws IOException, InterruptedException;
    }

    /** How many clients may be connecting at the same moment; the kernel may allow fewer. */
    private static final int BACKLOG = 4096;

    private static final int LONGEST_LINE = 8192;

    private final ServerSocket server;
    private final ExecutorService threads;

    private LoopbackServer(String name) throws IOException {
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        threads = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name(name, 0).factory());
    }

    /**
     * Takes a free port, so that its URLs are known before the first request can come.
     *
     * @param name what the names of its threads begin with
     */
    public static LoopbackServer open(String name) throws IOException {
        return new LoopbackServer(name);
    }

    /** Begins to answer. */
    public void start(Answers answers) {
        threads.execute(() -> accept(answers));
    }

    /** The URL of something on this server. */
    public URI at(String path) {
        String host = server.getInetAddress().getHostAddress();
        return URI.create(
                String.format(Locale.ROOT, "http://%s:%d%s", host, server.getLocalPort(), path));
    }

    /** The path that a request asks for; empty when it is none that can be answered. */
    public static String path(String request) {
        String[] words = request.split(" ", 3);
        return words.length == 3 && words[0].equals("GET") ? words[1] : "";
    }

    /** Writes the head of an answer, after which so many bytes are to follow. */
    public static void head(OutputStream out, String status, int length, String type)
            throws IOException {
        String head =
                String.format(
                        Locale.ROOT,
                        "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n",
                        status,
                        type,
                        length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Ends when the server is closed. Should the system run out of sockets, it closes the server,
     * and clients are refused rather than kept waiting.
     */
    private void accept(Answers answers) {
        try (server) {
            while (true) {
                Socket socket = server.accept();
                try {
                    threads.execute(() -> converse(socket, answers));
                } catch (RejectedExecutionException e) {
                    socket.close();
                    throw new IOException("the server is being closed", e);
                }
            }
        } catch (IOException _) {
            threads.shutdownNow();
        }
    }

    private static void converse(Socket socket, Answers answers) {
        try (socket) {
            // An answer ends with a short segment, which must not wait for an acknowledgement.
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String request = readRequest(in); !request.isEmpty(); request = readRequest(in)) {
                answers.answer(request, out);
            }
        } catch (IOException | InterruptedException _) {
            // The client has hung up or the server is being closed: either way the conversation is
            // over, as it should be.
        }
    }

    /**
     * The first line of the next request, whose headers are read and ignored; empty when there is
     * none.
     */
    private static String readRequest(InputStream in) throws IOException {
        String request = readLine(in);
        String header = request;
        while (!header.isEmpty()) {
            header = readLine(in);
        }
        return request;
    }

    private static String readLine(InputStream in) throws IOException {
        var text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (text.length() == LONGEST_LINE) {
                throw new IOException("a line of the request is too long");
            }
            text.append((char) c);
        }
        return text.toString().strip();
    }

    /** Closes every connection and returns when every thread has ended. */
    @Override
    public void close() {
        // An interrupted virtual thread that waits on a socket closes it; the threads need no other
        // way of being told.
        threads.shutdownNow();
        threads.close();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("a port cannot be given back", e);
        }
    }
}
