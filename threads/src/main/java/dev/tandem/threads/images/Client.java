// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import dev.tandem.spi.Durations;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Downloads what a URL has: the calling thread waits until it has come, or is told when it has.
 * Connections are kept and used again. Thread-safe.
 */
public final class Client implements AutoCloseable {

    private final Duration timeout;
    private final Executor executor;
    private final Runnable end;
    private final HttpClient http;

    /**
     * @param timeout how long one download may take
     */
    public Client(Duration timeout) {
        this(
                timeout,
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("http-client-", 0).factory()));
    }

    private Client(Duration timeout, ExecutorService threads) {
        this(timeout, threads, threads::close);
    }

    /**
     * A client that handles what arrives on the executor of its caller. It has one thread of its
     * own, which waits for all connections.
     *
     * @param timeout how long one download may take
     */
    public Client(Duration timeout, Executor executor) {
        this(timeout, executor, () -> {});
    }

    private Client(Duration timeout, Executor executor, Runnable end) {
        this.timeout = timeout;
        this.executor = executor;
        this.end = end;
        // HTTP/1.1, where each download under way has a connection: with HTTP/2 all would share
        // one, and so its congestion.
        http =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .followRedirects(HttpClient.Redirect.NORMAL)
                        .executor(executor)
                        .build();
    }

    /**
     * @throws TandemException.Missing when the URL does not answer, or not with the status 200
     * @throws InterruptedException when interrupted; the download is then given up
     */
    public byte[] get(URI uri) throws InterruptedException {
        try {
            return content(uri, http.send(request(uri), BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            throw missing(uri, reason(e));
        }
    }

    /**
     * Begins a download and returns at once.
     *
     * @return what {@link #get} would return or throw, completed on the executor; it is not to be
     *     cancelled
     */
    public CompletableFuture<byte[]> getAsync(URI uri) {
        return http.sendAsync(request(uri), BodyHandlers.ofByteArray())
                .handleAsync(
                        (response, failure) -> {
                            if (failure != null) {
                                throw told(uri, failure);
                            }
                            return content(uri, response);
                        },
                        executor);
    }

    private HttpRequest request(URI uri) {
        return HttpRequest.newBuilder(uri).timeout(timeout).build();
    }

    private static byte[] content(URI uri, HttpResponse<byte[]> response) {
        if (response.statusCode() != 200) {
            throw missing(uri, "the server answers with status " + response.statusCode());
        }
        return response.body();
    }

    private RuntimeException told(URI uri, Throwable failure) {
        return switch (failure) {
            case CompletionException e when e.getCause() != null -> told(uri, e.getCause());
            case IOException e -> missing(uri, reason(e));
            default -> new CompletionException(failure);
        };
    }

    /**
     * The same in a run that can be cancelled. That interrupts every thread of the run, and so may
     * end the thread by which the client itself waits for answers before it reaches the caller's.
     *
     * @param cancelled whether the run has been cancelled
     * @throws InterruptedException when interrupted, or when the run has been cancelled and the
     *     download has failed
     */
    public byte[] get(URI uri, BooleanSupplier cancelled) throws InterruptedException {
        try {
            return get(uri);
        } catch (TandemException.Missing e) {
            if (cancelled.getAsBoolean()) {
                throw new InterruptedException(e.getMessage());
            }
            throw e;
        }
    }

    public String getText(URI uri) throws InterruptedException {
        return new String(get(uri), StandardCharsets.UTF_8);
    }

    private static TandemException missing(URI uri, String reason) {
        return new TandemException.Missing(
                uri + " cannot be downloaded: " + reason,
                "check the URL and that its server can be reached");
    }

    private String reason(IOException e) {
        if (e instanceof HttpTimeoutException) {
            return "no answer within " + Durations.format(timeout);
        }
        if (e instanceof ConnectException) {
            return isUnresolved(e) ? "there is no such host" : "the connection is refused";
        }
        return String.valueOf(e.getMessage());
    }

    /** The client wraps what the name service says in as many exceptions as it has layers. */
    private static boolean isUnresolved(@Nullable Throwable e) {
        return e != null && (e instanceof UnresolvedAddressException || isUnresolved(e.getCause()));
    }

    /** Gives up the downloads under way and closes every connection. */
    @Override
    public void close() {
        http.shutdownNow();
        http.close();
        end.run();
    }
}
