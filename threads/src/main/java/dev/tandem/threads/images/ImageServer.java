// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import dev.tandem.lab.http.LoopbackServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A web server on this machine's loopback address that serves images as a distant one would: each
 * answer begins after a latency, and all answers share one line of limited bandwidth. The list of
 * the images, which is not part of any experiment, comes at once.
 */
public final class ImageServer implements AutoCloseable {

    private static final int PIECE = 16 * 1024;

    private final List<byte[]> images;
    private final byte[] list;
    private final Duration latency;
    private final Line line;
    private final LoopbackServer server;

    private ImageServer(List<byte[]> images, Duration latency, long bytesPerSecond)
            throws IOException {
        this.images = List.copyOf(images);
        this.latency = latency;
        line = new Line(bytesPerSecond);
        server = LoopbackServer.open("image-server-");
        List<DownloadList.Entry> entries = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            entries.add(
                    new DownloadList.Entry(
                            server.at("/image-" + i + ".png"), Sha256.of(images.get(i))));
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
        server.server.start(server::answer);
        return server;
    }

    /** Where the {@link DownloadList} of all images is served. */
    public URI listUri() {
        return server.at("/list");
    }

    private void answer(String request, OutputStream out) throws IOException, InterruptedException {
        String path = LoopbackServer.path(request);
        if (path.isEmpty()) {
            LoopbackServer.head(out, "405 Method Not Allowed", 0, "text/plain");
        } else if (path.equals("/list")) {
            LoopbackServer.head(out, "200 OK", list.length, "text/plain; charset=utf-8");
            out.write(list);
        } else if (path.matches("/image-\\d{1,9}\\.png") && number(path) < images.size()) {
            byte[] image = images.get(number(path));
            Thread.sleep(latency);
            LoopbackServer.head(out, "200 OK", image.length, "image/png");
            for (int sent = 0; sent < image.length; sent += PIECE) {
                int length = Math.min(PIECE, image.length - sent);
                line.send(length);
                out.write(image, sent, length);
            }
        } else {
            LoopbackServer.head(out, "404 Not Found", 0, "text/plain");
        }
    }

    private static int number(String path) {
        return Integer.parseInt(path, "/image-".length(), path.length() - ".png".length(), 10);
    }

    /** Closes every connection and returns when every thread has ended. */
    @Override
    public void close() {
        server.close();
    }
}
