// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkerRequest;
import dev.tandem.spi.WorkerRequest.Launch;
import dev.tandem.spi.os.Image;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Knows the command line of a sibling: the same program, or that of another chapter, as a worker.
 *
 * <p>A native executable finds the others in its own folder, one that runs on a JVM in the folder
 * that {@value #BIN} names. A program on a JVM starts the same {@code java} with the same class
 * path; a native one needs to be told where the jars are, by {@value #LIB}, and takes {@code java}
 * from {@code JAVA_HOME}.
 *
 * @param executable the name of the program that runs now, such as {@code tandem-sync}
 * @param self the path of the native executable that runs now; empty on a JVM
 */
record Siblings(String executable, Optional<Path> self, Map<String, String> environment) {

    /** The folder of the native executables. */
    static final String BIN = "TANDEM_BIN";

    /** The folder of the jars. */
    static final String LIB = "TANDEM_LIB";

    /**
     * The word on the command line that makes a program a worker; the id of what it does follows.
     */
    static final String WORKER = "worker";

    static Siblings of(String executable) {
        Optional<Path> self =
                Image.RUNS
                        ? ProcessHandle.current().info().command().map(Path::of)
                        : Optional.empty();
        return new Siblings(executable, self, System.getenv());
    }

    /**
     * @throws TandemException.Missing when what would have to be started is not there
     */
    List<String> command(WorkerRequest request, Launch preferred) {
        Launch launch = request.launch() == Launch.AUTO ? preferred : request.launch();
        boolean natively = launch == Launch.NATIVE || (launch == Launch.AUTO && self.isPresent());
        List<String> command = new ArrayList<>();
        if (natively) {
            command.add(nativeSibling(request.chapter()).toString());
        } else {
            command.addAll(
                    request.classPath().isEmpty()
                            ? java(request.chapter(), launch != Launch.JVM_UNCACHED)
                            : javaWith(request.classPath()));
        }
        command.add(WORKER);
        command.add(request.id());
        return command;
    }

    private Path nativeSibling(Optional<String> chapter) {
        String name = chapter.map(c -> "tandem-" + c).orElse(executable);
        if (self.isPresent() && name.equals(executable)) {
            return self.get();
        }
        Optional<Path> folder =
                Optional.ofNullable(environment.get(BIN))
                        .map(Path::of)
                        .or(() -> self.map(path -> path.toAbsolutePath().getParent()));
        if (folder.isEmpty()) {
            throw new TandemException.Missing(
                    "a program on a JVM does not know where the native executables are",
                    "let " + BIN + " name the folder that has " + name);
        }
        Path path = folder.get().resolve(name);
        if (!Files.isExecutable(path)) {
            throw new TandemException.Missing(
                    "there is no executable " + path,
                    "it comes with the native archive of tandem; or let "
                            + BIN
                            + " name the folder that has it");
        }
        return path;
    }

    private List<String> java(Optional<String> chapter, boolean cached) {
        List<String> command = new ArrayList<>();
        command.add(javaHome().resolve("bin/java").toString());
        // A worker is one of several on this machine and often short-lived: the smallest collector,
        // no file of counters that a
        // kill would leave in the temporary folder.
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:-UsePerfData"));
        if (self.isEmpty()) {
            var flags = RuntimeFlags.ofThisProcess();
            if (flags.jar()) {
                Path own = Path.of(classPath());
                Path jar = chapter.map(c -> jarOf(own, c)).orElse(own);
                command.addAll(cached && jar.equals(own) ? flags.inherited() : flags.uncached());
                command.addAll(List.of("-jar", jar.toString()));
                return command;
            }
            command.addAll(flags.inherited());
        }
        command.addAll(
                List.of(
                        "-cp",
                        classPath(),
                        chapter.map(this::mainOf).orElse(WorkerMain.class.getName())));
        return command;
    }

    /** A worker that measures, and so is a JVM as any other. */
    private List<String> javaWith(String furtherClasses) {
        List<String> command = new ArrayList<>();
        command.add(javaHome().resolve("bin/java").toString());
        command.add("-XX:-UsePerfData");
        if (self.isEmpty()) {
            command.addAll(RuntimeFlags.ofThisProcess().inheritedWithoutJar());
        }
        command.addAll(
                List.of(
                        "-cp",
                        classPath() + File.pathSeparator + furtherClasses,
                        WorkerMain.class.getName()));
        return command;
    }

    /** The jar of a chapter lies beside that of any other, and has the same version in its name. */
    private static Path jarOf(Path own, String chapter) {
        String name = String.valueOf(own.getFileName());
        Path jar = own.resolveSibling(name.replaceFirst("^tandem-[a-z]+", "tandem-" + chapter));
        if (!Files.isRegularFile(jar)) {
            throw new TandemException.Missing(
                    "there is no jar " + jar,
                    "run it from tandem, which has every chapter beside it");
        }
        return jar;
    }

    private Path javaHome() {
        String home =
                self.isEmpty() ? System.getProperty("java.home") : environment.get("JAVA_HOME");
        if (home == null || !Files.isExecutable(Path.of(home, "bin/java"))) {
            throw new TandemException.Missing(
                    "there is no " + (home == null ? "JVM to start" : home + "/bin/java"),
                    "let JAVA_HOME name the folder of a JDK 25");
        }
        return Path.of(home);
    }

    private String classPath() {
        if (self.isEmpty()) {
            return System.getProperty("java.class.path");
        }
        String lib = environment.get(LIB);
        if (lib == null || !Files.isDirectory(Path.of(lib))) {
            throw new TandemException.Missing(
                    lib == null
                            ? "a native executable does not know where the jars are"
                            : "there is no folder " + lib,
                    "let " + LIB + " name the folder of the jars of a JVM distribution");
        }
        return Path.of(lib) + "/*";
    }

    private String mainOf(String chapter) {
        String main = "dev.tandem." + chapter + ".Main";
        String resource = main.replace('.', '/') + ".class";
        if (self.isEmpty() && Siblings.class.getClassLoader().getResource(resource) == null) {
            throw new TandemException.Missing(
                    "the chapter " + chapter + " is not on the class path of " + executable,
                    "run it from tandem, which has every chapter");
        }
        return main;
    }
}
