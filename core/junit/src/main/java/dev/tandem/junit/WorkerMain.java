// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.PrintStream;
import java.util.Properties;

/** The JVM that explores for one that runs tests: reads tasks and writes reports. */
final class WorkerMain {

    private WorkerMain() {}

    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        PrintStream out = System.out;
        System.setOut(System.err);
        try (ObjectInputStream tasks = new ObjectInputStream(System.in)) {
            Properties given = (Properties) tasks.readObject();
            given.forEach(System.getProperties()::putIfAbsent);
            while (true) {
                Task task = (Task) tasks.readObject();
                // The end of the input is the end of whoever asks: it is noticed meanwhile.
                new Thread(() -> answer(task, out), "explores").start();
            }
        } catch (java.io.EOFException e) {
            System.exit(0);
        }
    }

    private static void answer(Task task, PrintStream out) {
        try {
            ObjectOutputStream report = new ObjectOutputStream(out);
            report.writeObject(Exploring.run(task, ClassLoader.getSystemClassLoader()));
            report.flush();
        } catch (IOException | RuntimeException | Error e) {
            e.printStackTrace(System.err);
            System.exit(70);
        }
    }
}
