// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.explore.Explorer;
import dev.tandem.spi.TandemException.WorkerFailed;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * Another JVM, started with what the explorer needs, that does one task after the other. It ends
 * with this one at the latest, as that closes its standard input. For one thread.
 */
final class Fork implements AutoCloseable {

    private final Process process;
    private final CompletableFuture<String> errors;
    private final ObjectOutputStream to;

    private Fork(Process process) throws IOException {
        this.process = process;
        errors = inBackground(() -> text(process.getErrorStream()));
        to = new ObjectOutputStream(process.getOutputStream());
    }

    /**
     * @param options of the JVM, besides those that the explorer needs
     * @throws WorkerFailed when it cannot be started
     */
    static Fork start(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(Explorer.jvmOptions());
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), WorkerMain.class.getName()));
        try {
            Fork fork = new Fork(new ProcessBuilder(command).start());
            fork.to.writeObject(properties());
            return fork;
        } catch (IOException e) {
            throw new WorkerFailed("the JVM that explores cannot be started: " + e.getMessage(), e);
        }
    }

    /** What is on the class path of this JVM, and on its module path. */
    private static String classPath() {
        String modules = System.getProperty("jdk.module.path", "");
        String classes = System.getProperty("java.class.path", "");
        return modules.isEmpty() ? classes : classes + File.pathSeparator + modules;
    }

    /** What the build has set for the tests, and the JVM itself. */
    private static Properties properties() {
        Properties copy = new Properties();
        System.getProperties()
                .stringPropertyNames()
                .forEach(name -> copy.setProperty(name, System.getProperty(name, "")));
        return copy;
    }

    /**
     * @throws WorkerFailed when the JVM ends meanwhile
     * @throws InterruptedException when the calling thread is interrupted; the JVM is then ended
     */
    Report ask(Task task) throws InterruptedException {
        CompletableFuture<Report> answer = inBackground(() -> exchange(task));
        try {
            return answer.get();
        } catch (InterruptedException e) {
            close();
            throw e;
        } catch (ExecutionException e) {
            close();
            throw new WorkerFailed(
                    task.className()
                            + "#"
                            + task.method()
                            + " has ended the JVM that explores, with exit code "
                            + process.waitFor()
                            + errors.join().lines().findFirst().map(": "::concat).orElse(""),
                    e);
        }
    }

    private Report exchange(Task task) throws IOException, ClassNotFoundException {
        to.writeObject(task);
        to.flush();
        // A stream of objects remembers all of them; each answer comes in one of its own.
        return (Report) new ObjectInputStream(process.getInputStream()).readObject();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private interface Reading<T> {
        T get() throws IOException, ClassNotFoundException;
    }

    /** Off the calling thread, as nothing can interrupt a read from a process. */
    private static <T> CompletableFuture<T> inBackground(Reading<T> reading) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofVirtual()
                .name("tandem-fork")
                .start(() -> {
                    try {
                        result.complete(reading.get());
                    } catch (IOException | ClassNotFoundException | RuntimeException e) {
                        result.completeExceptionally(e);
                    }
                });
        return result;
    }

    private static String text(InputStream stream) throws IOException {
        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
}
