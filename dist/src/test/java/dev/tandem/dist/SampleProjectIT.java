// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * The sample project, built with the packaged jars as a user of theirs would, and with the test
 * that the README shows.
 */
@Timeout(300)
class SampleProjectIT {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String VERSION = "0.1.0";

    /** What a user of the annotation gets, with the folder of each. */
    private static final Map<String, String> MODULES =
            Map.of(
                    "tandem", "",
                    "tandem-core", "core",
                    "tandem-spi", "core/spi",
                    "tandem-explore", "core/explore",
                    "tandem-junit", "core/junit");

    private static final String README_TEST = "com.acme.HitsTest#everyHitIsCounted";

    /** Where its schedule is left, as the configuration of the project has it. */
    private static final String KEPT =
            "target/schedules/com.acme.HitsTest_everyHitIsCounted.schedule";

    /** What stands above the test of the README in its file. */
    private static final String IMPORTS =
            """
            package com.acme;

            import static org.junit.jupiter.api.Assertions.assertEquals;

            import dev.tandem.junit.Explore;
            import org.junit.jupiter.api.Test;

            """;

    /** What depends on the compiler. */
    private static final Pattern FINGERPRINT = Pattern.compile("1:[0-9a-f]{8}:");

    @TempDir private static Path folder;

    private static Path project;
    private static String output = "";

    @BeforeAll
    static void build() throws IOException, InterruptedException {
        project = folder.resolve("project");
        copy(ROOT.resolve("dist/samples/explored-tests"), project);
        Path tests = project.resolve("src/test/java/com/acme");
        Files.writeString(tests.resolve("HitsTest.java"), IMPORTS + block("java"));
        Files.writeString(
                tests.resolve("AtomicHitsTest.java"), IMPORTS + withAnAtomicInteger(block("java")));
        publish(folder.resolve("repository"));
        Path known = Path.of(System.getProperty("tandem.local-repository", ""));
        link(known, folder.resolve("others"), Path.of("dev", "tandem"));
        output = maven("-Dmaven.test.failure.ignore=true");
    }

    private static String withAnAtomicInteger(String test) {
        String type = AtomicInteger.class.getName();
        return test.replace("HitsTest", "AtomicHitsTest")
                .replace("int hits;", "final " + type + " hits = new " + type + "();")
                .replace("hits++", "hits.incrementAndGet()")
                .replace("(2, hits)", "(2, hits.get())");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file));
                if (!from.relativize(file).startsWith("target")) {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
    }

    private static void publish(Path repository) throws IOException {
        for (var module : MODULES.entrySet()) {
            String name = module.getKey() + "-" + VERSION;
            Path from = ROOT.resolve(module.getValue());
            Path to = repository.resolve("dev/tandem").resolve(module.getKey()).resolve(VERSION);
            Files.createDirectories(to);
            Files.copy(from.resolve("pom.xml"), to.resolve(name + ".pom"));
            Path jar = from.resolve("target").resolve(name + ".jar");
            if (Files.exists(jar)) {
                Files.copy(jar, to.resolve(name + ".jar"));
            }
        }
    }

    /**
     * Shows a folder without what is at a path in it, such as an older tandem that was installed.
     */
    private static void link(Path from, Path to, Path without) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Path name = entry.getFileName();
                if (!name.equals(without.getName(0))) {
                    Files.createSymbolicLink(to.resolve(name), entry);
                } else if (without.getNameCount() > 1) {
                    Path rest = without.subpath(1, without.getNameCount());
                    link(entry, to.resolve(name), rest);
                }
            }
        }
    }

    /** Whatever else it needs is where the build of tandem has it, and nothing is added there. */
    private static String maven(String... options) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(ROOT.resolve("mvnw").toString());
        command.addAll(List.of("-B", "-f", project.resolve("pom.xml").toString()));
        command.add("-Dtandem.repository=" + folder.resolve("repository").toUri());
        command.add("-Dmaven.repo.local=" + folder.resolve("local"));
        command.add("-Dmaven.repo.local.tail=" + folder.resolve("others"));
        command.addAll(List.of(options));
        command.add("test");
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(text).isZero();
        return text;
    }

    /** What the README shows in its first block of a kind. */
    private static String block(String kind) throws IOException {
        Matcher blocks =
                Pattern.compile("```" + kind + "\n(.*?)```", Pattern.DOTALL)
                        .matcher(Files.readString(ROOT.resolve("README.md")));
        return blocks.results().findFirst().orElseThrow().group(1);
    }

    /** Each test of the project, with its failure; an empty text if it has none. */
    private static Map<String, String> results() throws Exception {
        Map<String, String> results = new TreeMap<>();
        Path reports = project.resolve("target/surefire-reports");
        try (Stream<Path> files = Files.list(reports)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".xml")).toList()) {
                NodeList tests =
                        DocumentBuilderFactory.newInstance()
                                .newDocumentBuilder()
                                .parse(file.toFile())
                                .getElementsByTagName("testcase");
                for (int i = 0; i < tests.getLength(); i++) {
                    Element test = (Element) tests.item(i);
                    results.put(
                            test.getAttribute("classname") + "#" + test.getAttribute("name"),
                            failure(test));
                }
            }
        }
        return results;
    }

    private static String failure(Element test) {
        for (String kind : List.of("failure", "error")) {
            NodeList found = test.getElementsByTagName(kind);
            if (found.getLength() > 0) {
                return found.item(0).getTextContent();
            }
        }
        return "";
    }

    @Test
    void everyRecipeIsGreenAndTheTestOfTheReadmeFailsAsShown() throws Exception {
        Map<String, String> failures = results();
        String story = FINGERPRINT.matcher(failures.remove(README_TEST)).replaceAll("");
        assertThat(story).contains(FINGERPRINT.matcher(block("text")).replaceAll(""));
        assertThat(failures).as(output).hasSizeGreaterThan(50);
        assertThat(story).contains("@Replay(file = \"" + KEPT + "\")");
        assertThat(project.resolve(KEPT)).content().startsWith("tandem-recording 1\n");
        failures.values().removeIf(String::isEmpty);
        assertThat(failures).isEmpty();
    }

    @Test
    void anOlderJUnitWillDo() throws Exception {
        assertThat(maven("-Djunit.version=5.10.3", "-Dtest=CacheTest"))
                .contains("Tests run: 7, Failures: 0, Errors: 0, Skipped: 0");
    }

    @Test
    void theTestOfTheReadmePassesWithAnAtomicInteger() throws Exception {
        assertThat(results()).containsEntry("com.acme.AtomicHitsTest#everyHitIsCounted", "");
        assertThat(output).contains("tandem: AtomicHitsTest#everyHitIsCounted: exhausted");
    }

    @Test
    void eachTestIsSummedUpInALineOnTheConsoleAndInItsReport() throws IOException {
        String line = "tandem: CacheTest#computesOnce: exhausted, level memory, 18 executions";
        assertThat(output)
                .contains(line)
                .contains(
                        "tandem: CacheTest#carelesslyItComputesOnceOrTwice: exhausted, level memory, ");
        assertThat(project.resolve("target/surefire-reports/TEST-com.acme.CacheTest.xml"))
                .content()
                .containsPattern(
                        "<testcase name=\"computesOnce\"[^>]*>\\s*<system-out><!\\[CDATA\\["
                                + line);
    }
}
