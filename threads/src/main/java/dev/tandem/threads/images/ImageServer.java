// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * A web server on this machine's loopback address that serves images as a distant one would: each
 * answer begins after a latency, and all answers share one line of limited bandwidth. The list of
 * the images, which is not part of any experiment, comes at once.
 *
 * <p>Every connection has a virtual thread that reads, sleeps and writes in plain sequence. The
 * latencies of a thousand clients pass at the same time, so the server is never what a client waits
 * for in vain. Connections stay open for further requests until the client or the server closes
 * them.
 */
public final class ImageServer implements AutoCloseable {

    /** How many clients may be connecting at the same moment; the kernel may allow fewer. */
    private static final int BACKLOG = 4096;

    private static final int LONGEST_LINE = 8192;
    private static final int PIECE = 16 * 1024;

    private final List<byte[]> images;
    private final byte[] list;
    private final Duration latency;
    private final Line line;
    private final ServerSocket server;
    private final ExecutorService threads =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("image-server-", 0).factory());

    private ImageServer(List<byte[]> images, Duration latency, long bytesPerSecond)
            throws IOException {
        this.images = List.copyOf(images);
        this.latency = latency;
        line = new Line(bytesPerSecond);
        server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
        List<DownloadList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            entries.add(
                    new DownloadList.Entry(at("/image-" + i + ".png"), Sha256.of(images.get(i))));
        }
        list = new DownloadList(entries).toText().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Starts a server on a free port.
     *
     * @param latency the time from a request to the first byte of its answer
     * @param bytesPerSecond the bandwidth of the whole server, 0 for no limit
     */
    public static ImageServer start(List<byte[]> images, Duration latency, long bytesPerSecond)
            throws IOException {
        var server = new ImageServer(images, latency, bytesPerSecond);
        server.threads.execute(server::accept);
        return server;
    }

    /** Where the {@link DownloadList} of all images is served. */
    public URI listUri() {
        return at("/list");
    }

    private URI at(String path) {
        return URI.create(
                "http://%s:%d%s"
                        .formatted(
                                server.getInetAddress().getHostAddress(),
                                server.getLocalPort(),
                                path));
    }

    /**
     * Ends when the server is closed. Should the system run out of sockets, it closes the server,
     * and clients are refused rather than kept waiting.
     */
    private void accept() {
        try (server) {
            while (true) {
                Socket socket = server.accept();
                try {
                    threads.execute(() -> converse(socket));
                } catch (RejectedExecutionException e) {
                    socket.close();
                    throw new IOException("the server is being closed", e);
                }
            }
        } catch (IOException _) {
            threads.shutdownNow();
        }
    }

    private void converse(Socket socket) {
        try (socket) {
            // An answer ends with a short segment, which must not wait for an acknowledgement.
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream());
            OutputStream out = socket.getOutputStream();
            for (String request = readRequest(in); !request.isEmpty(); request = readRequest(in)) {
                answer(request, out);
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

    private void answer(String request, OutputStream out) throws IOException, InterruptedException {
        String[] words = request.split(" ", 3);
        if (words.length < 3 || !words[0].equals("GET")) {
            head(out, "405 Method Not Allowed", 0, "text/plain");
        } else if (words[1].equals("/list")) {
            head(out, "200 OK", list.length, "text/plain; charset=utf-8");
            out.write(list);
        } else if (words[1].matches("/image-\\d{1,9}\\.png") && number(words[1]) < images.size()) {
            byte[] image = images.get(number(words[1]));
            Thread.sleep(latency);
            head(out, "200 OK", image.length, "image/png");
            for (int sent = 0; sent < image.length; sent += PIECE) {
                int length = Math.min(PIECE, image.length - sent);
                line.send(length);
                out.write(image, sent, length);
            }
        } else {
            head(out, "404 Not Found", 0, "text/plain");
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path, "/image-".length(), path.length() - ".png".length(), 10);
    }

    private static void head(OutputStream out, String status, int length, String type)
            throws IOException {
        String head =
                "HTTP/1.1 %s\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n"
                        .formatted(status, type, length);
        out.write(head.getBytes(StandardCharsets.US_ASCII));
    }

    /** Closes every connection and returns when every thread has ended. */
    @Override
    public void close() {
        // An interrupted virtual thread that waits on a socket closes it; the threads need no other
        // way of being told.
        threads.shutdownNow();
        threads.close();
    }
}
