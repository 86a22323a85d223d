// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.TandemException.WorkerFailed;
import dev.tandem.spi.Worker;
import dev.tandem.spi.WorkerRequest;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A parent of the tests, in a JVM of its own: it is killed, terminated or short of something. */
final class TestParent {

    private TestParent() {}

    public static void main(String[] args) throws Exception {
        var scope = new WorkerScope(LauncherTest::command, event -> {}, new Overlap());
        switch (args[0]) {
            case "family" -> {
                for (String role : List.of("deaf", "echo", "nested", "detach")) {
                    Worker worker = scope.start(WorkerRequest.of(role));
                    System.out.println(worker.pid());
                    if (role.equals("nested") || role.equals("detach")) {
                        System.out.println(worker.receiveText().orElseThrow());
                    }
                }
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
            case "orphan" -> {
                try (Worker worker = scope.start(WorkerRequest.of("detach"))) {
                    System.out.println(worker.receiveText().orElseThrow());
                    worker.waitFor();
                }
                System.out.println("ready");
                new CountDownLatch(1).await();
            }
            case "no-files" -> {
                // Once before, so that every class and library that it takes is loaded.
                echo(scope);
                List<FileInputStream> open = openAll();
                try {
                    scope.start(WorkerRequest.of("echo"));
                } catch (WorkerFailed e) {
                    open.removeLast().close();
                    open.forEach(TestParent::close);
                    System.out.println(e.getMessage());
                }
                echo(scope);
            }
            case "no-processes" -> {
                // Once before, so that every thread that it takes is there.
                echo(scope);
                System.out.println("ready");
                System.in.read();
                try {
                    scope.start(WorkerRequest.of("echo"));
                } catch (WorkerFailed e) {
                    System.out.println(e.getMessage());
                }
                System.in.read();
                echo(scope);
            }
            case "echo" -> echo(scope);
            default -> throw new IllegalArgumentException(args[0]);
        }
        System.out.println("left: " + scope.end());
    }

    private static void echo(WorkerScope scope) throws InterruptedException {
        try (Worker worker = scope.start(WorkerRequest.of("echo"))) {
            worker.send("hello");
            System.out.println(worker.receiveText().orElseThrow());
        }
    }

    private static List<FileInputStream> openAll() {
        List<FileInputStream> open = new ArrayList<>();
        try {
            while (true) {
                open.add(new FileInputStream("/dev/null"));
            }
        } catch (IOException e) {
            return open;
        }
    }

    private static void close(FileInputStream file) {
        try {
            file.close();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
