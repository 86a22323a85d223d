// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import static dev.tandem.dist.Json.list;
import static dev.tandem.dist.Json.text;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.dist.Program.Result;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every workload of the catalogue, run from outside in each of its variants. */
interface CatalogueScenarios {

    /** Values for those that take long under their own. */
    Map<String, String> SMALLER =
            Map.of(
                    "threads.many", "-p platform=100 -p virtual=1000",
                    "threads.martelli", "-p threads=4 -p numbers=1000 -p requests=8",
                    "threads.scoped-values", "-p threads=1000",
                    "threads.sizing", "-p threads=8 -p rounds=3",
                    "threads.slowdown", "-p threads=8 -p numbers=1000 -p rounds=3");

    Program program();

    @TestFactory
    default Stream<DynamicTest> everyWorkloadRunsInEveryVariant() {
        return list(program().tandem("list", "--json").document(), "chapters").stream()
                .flatMap(chapter -> list(chapter, "entries").stream())
                .filter(entry -> text(entry, "kind").equals("workload"))
                .map(entry -> DynamicTest.dynamicTest(text(entry, "id"), () -> run(entry)));
    }

    @Test
    default void whatRunsOnEitherReactiveLibraryRunsOnReactor() {
        List<String> ids =
                list(
                                program()
                                        .tandem("list", "--chapter", "events", "--json")
                                        .document(),
                                "chapters")
                        .stream()
                        .flatMap(chapter -> list(chapter, "entries").stream())
                        .map(entry -> text(entry, "id"))
                        .toList();
        Result infos = program().piped(lines(ids, "info %s --json"));
        List<String> either =
                infos.out()
                        .lines()
                        .map(Json::document)
                        .filter(info ->
                                list(info, "parameters").stream()
                                        .anyMatch(p -> text(p, "name").equals("library")))
                        .map(info -> text(info, "id"))
                        .toList();
        assertThat(either).contains("events.thermometers", "events.multicast");
        Result result = program().piped(lines(either, "run %s -p library=reactor --json"));
        assertThat(result.out().lines()).as(result.err()).hasSameSizeAs(either);
        assertThat(result.out().lines().map(Json::document))
                .allSatisfy(
                        run -> assertThat(text(run, "grade")).as("%s", run).isIn(grades(false)));
    }

    private static String lines(List<String> ids, String line) {
        return ids.stream().map(id -> line.formatted(id) + "\n").collect(Collectors.joining());
    }

    private void run(Object entry) {
        String id = text(entry, "id");
        List<?> flawed =
                list(program().tandem("info", id, "--json").document(), "variants").stream()
                        .filter(variant -> !text(variant, "flaw").equals("null"))
                        .map(variant -> text(variant, "id"))
                        .toList();
        List<?> variants = list(entry, "variants");
        Result result =
                program()
                        .piped(
                                variants.stream()
                                        .map(variant -> "run " + id + " --variant " + variant)
                                        .map(line -> line + " --json " + smaller(id) + "\n")
                                        .collect(Collectors.joining()));
        assertThat(result.out().lines()).as(result.err()).hasSameSizeAs(variants);
        assertThat(result.out().lines().map(Json::document))
                .allSatisfy(run -> {
                    assertThat(text(run, "ending")).as("%s", run).isEqualTo("completed");
                    if (text(run, "remedy").equals("null")) {
                        assertThat(text(run, "grade"))
                                .as("%s", run)
                                .isIn(grades(flawed.contains(text(run, "variant"))));
                    }
                });
    }

    private static String smaller(String id) {
        return SMALLER.getOrDefault(id, "");
    }

    private static List<String> grades(boolean flawed) {
        return flawed
                ? List.of("ACCEPTABLE", "INTERESTING", "FORBIDDEN")
                : List.of("ACCEPTABLE", "INTERESTING");
    }
}
