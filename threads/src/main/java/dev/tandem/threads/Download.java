// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import static dev.tandem.spi.Parameter.duration;
import static dev.tandem.spi.Parameter.integer;
import static dev.tandem.spi.Parameter.text;

import dev.tandem.spi.AsyncParts;
import dev.tandem.spi.AsyncWork;
import dev.tandem.spi.ChannelLoop;
import dev.tandem.spi.Job;
import dev.tandem.spi.JobSpec;
import dev.tandem.spi.JobSpec.Bound;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Parameters;
import dev.tandem.spi.Seeds;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Work;
import dev.tandem.threads.Download.Arrival;
import dev.tandem.threads.images.Client;
import dev.tandem.threads.images.DownloadList;
import dev.tandem.threads.images.ImageServer;
import dev.tandem.threads.images.Png;
import dev.tandem.threads.images.Sha256;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;

/**
 * Downloads of images: work that waits for a server far more than it computes.
 *
 * <p>Unless the user has a list of URLs, the job brings the server with it and draws the images
 * itself. Then it is its own first user: it reads the server's list like any other. That list is
 * also all that a worker process needs in order to download the same images from the same server.
 *
 * <pre>{@code tandem compare threads.download -p images=50}</pre>
 */
final class Download implements Job<Arrival> {

    private static final String LESSON =
            """
            A download is mostly waiting, and waiting needs no processor: with a thread for each
            image all the latencies pass at the same time, however few the processors are. What no
            thread buys is bandwidth, which all of them share: the best that concurrency can do is
            one latency and then the transfer of all the bytes.
            """;

    private static final Parameter<Integer> IMAGES =
            integer("images", 10, 1, 10_000, "how many images the lab's own server has");
    private static final Parameter<Integer> WIDTH =
            integer("width", 400, 1, 4000, "pixels in a row of an image");
    private static final Parameter<Integer> HEIGHT =
            integer("height", 200, 1, 4000, "rows of an image");
    private static final Parameter<Duration> LATENCY =
            duration(
                    "latency",
                    Duration.ofMillis(50),
                    Duration.ofSeconds(10),
                    "from a request to the first byte of its answer");
    private static final Parameter<Integer> BANDWIDTH =
            integer(
                    "bandwidth",
                    50_000,
                    0,
                    100_000_000,
                    "kB/s that all connections to the server share, 0 for no limit");
    private static final Parameter<Duration> TIMEOUT =
            duration(
                    "timeout",
                    Duration.ofSeconds(30),
                    Duration.ofHours(1),
                    "how long one download may take");
    private static final Parameter<String> URL_LIST =
            text(
                    "url-list",
                    "",
                    "a file or URL with a URL a line, SHA-256 optional; replaces the server");

    private static final JobSpec SPEC =
            JobSpec.of(
                    "threads.download",
                    "Downloads of images",
                    Bound.IO,
                    LESSON,
                    IMAGES,
                    WIDTH,
                    HEIGHT,
                    LATENCY,
                    BANDWIDTH,
                    TIMEOUT,
                    URL_LIST);

    private static final long MOST_PIXELS = 100_000_000;

    /** An image that has arrived whole. */
    record Arrival(URI uri, int bytes, String sha256) {}

    @Override
    public JobSpec spec() {
        return SPEC;
    }

    /**
     * @throws TandemException.Usage for a list that cannot be read or makes no sense
     * @throws TandemException.Missing when the list has a URL that does not answer
     */
    @Override
    public Work<Arrival> open(Parameters parameters, long seed)
            throws IOException, InterruptedException {
        if (parameters.get(TIMEOUT).isZero()) {
            throw new TandemException.Usage(
                    "parameter timeout: 0s is not allowed; a download takes longer than nothing");
        }
        String list = parameters.get(URL_LIST);
        Optional<ImageServer> server =
                list.isEmpty() ? Optional.of(serve(parameters, seed)) : Optional.empty();
        var client = new Client(parameters.get(TIMEOUT));
        try {
            String source =
                    server.map(own -> own.listUri().toString()).orElseGet(() -> absolute(list));
            DownloadList downloads = DownloadList.parse(read(source, client), source);
            return new Downloads(downloads.entries(), client, server, with(parameters, source));
        } catch (InterruptedException | RuntimeException e) {
            client.close();
            server.ifPresent(ImageServer::close);
            throw e;
        }
    }

    private static ImageServer serve(Parameters parameters, long seed) throws IOException {
        int images = parameters.get(IMAGES);
        int width = parameters.get(WIDTH);
        int height = parameters.get(HEIGHT);
        if ((long) images * width * height > MOST_PIXELS) {
            throw new TandemException.Usage(
                    String.format(
                            Locale.ROOT,
                            "parameter images: %d of %d by %d are too many; it takes up to %d pixels in all",
                            images,
                            width,
                            height,
                            MOST_PIXELS));
        }
        List<byte[]> pictures =
                IntStream.range(0, images)
                        .parallel()
                        .mapToObj(i -> Png.picture(width, height, Seeds.mix(seed, i)))
                        .toList();
        return ImageServer.start(
                pictures, parameters.get(LATENCY), 1000L * parameters.get(BANDWIDTH));
    }

    private static boolean isUrl(String source) {
        return source.startsWith("http://") || source.startsWith("https://");
    }

    /** A worker process may have another working directory. */
    private static String absolute(String list) {
        try {
            return isUrl(list) ? list : Path.of(list).toAbsolutePath().toString();
        } catch (InvalidPathException e) {
            throw new TandemException.Usage(
                    "parameter url-list: this is no name of a file: " + e.getReason());
        }
    }

    private static String read(String source, Client client) throws InterruptedException {
        if (isUrl(source)) {
            return client.getText(DownloadList.uri(source, "parameter url-list"));
        }
        String problem = "parameter url-list: ";
        try {
            return Files.readString(Path.of(source));
        } catch (NoSuchFileException e) {
            throw new TandemException.Usage(problem + "there is no file " + source);
        } catch (CharacterCodingException e) {
            throw new TandemException.Usage(
                    problem + source + " is not text in UTF-8; it takes a URL a line");
        } catch (IOException e) {
            throw new TandemException.Usage(
                    problem + source + " cannot be read (" + e + "); it takes a readable file");
        }
    }

    private static Parameters with(Parameters given, String source) {
        Map<String, String> texts = new LinkedHashMap<>(given.asText());
        texts.put(URL_LIST.name(), source);
        return Parameters.of(SPEC.parameters(), texts);
    }

    private record Downloads(
            List<DownloadList.Entry> entries,
            Client client,
            Optional<ImageServer> server,
            Parameters parameters)
            implements AsyncWork<Arrival> {

        @Override
        public int size() {
            return entries.size();
        }

        @Override
        public Arrival part(int index) throws InterruptedException {
            DownloadList.Entry entry = entries.get(index);
            return arrival(entry, client.get(entry.uri()));
        }

        @Override
        public AsyncParts<Arrival> openAsync(ChannelLoop loop) {
            return new Begun(entries, new Client(parameters.get(TIMEOUT), loop));
        }

        private static Arrival arrival(DownloadList.Entry entry, byte[] content) {
            String sha256 = Sha256.of(content);
            if (!entry.sha256().isEmpty() && !entry.sha256().equals(sha256)) {
                throw new TandemException.Missing(
                        "%s has come with the SHA-256 %s, not %s"
                                .formatted(entry.uri(), sha256, entry.sha256()),
                        "correct the list, or find out who has changed the content");
            }
            return new Arrival(entry.uri(), content.length, sha256);
        }

        /** The first 64 bits of the SHA-256. */
        @Override
        public long digest(Arrival arrival) {
            return HexFormat.fromHexDigitsToLong(arrival.sha256(), 0, 16);
        }

        @Override
        public void close() {
            client.close();
            server.ifPresent(ImageServer::close);
        }
    }

    /** Downloads that are handled on a loop when they arrive. */
    private record Begun(List<DownloadList.Entry> entries, Client client)
            implements AsyncParts<Arrival> {

        @Override
        public CompletionStage<Arrival> begin(int index) {
            DownloadList.Entry entry = entries.get(index);
            return client.getAsync(entry.uri())
                    .thenApply(content -> Downloads.arrival(entry, content));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
