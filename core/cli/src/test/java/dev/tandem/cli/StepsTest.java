// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.json.ExploreDocument;
import dev.tandem.cli.json.ReplayDocument;
import dev.tandem.explore.samples.Helpers;
import dev.tandem.lab.catalogue.Catalogue;
import io.avaje.jsonb.Jsonb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What {@code explore} and {@code replay} tell of the steps of a schedule. */
class StepsTest {

    private static final String CLASSES =
            Path.of(Helpers.class.getProtectionDomain().getCodeSource().getLocation().getPath())
                    .toString();

    private static CommandResult execute(String command, String program, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--class-path", CLASSES));
        args.add(Helpers.class.getName() + "#" + program);
        args.addAll(List.of(more));
        return CommandResult.of(Catalogue.of(List.of(), List.of()), args.toArray(String[]::new));
    }

    private static <T> T document(Class<T> type, CommandResult result) {
        return Jsonb.instance().type(type).fromJson(result.out());
    }

    @Test
    void the_document_says_how_each_thread_has_come_there() {
        var explored =
                document(
                        ExploreDocument.class,
                        execute("explore", "deadlock", "--level", "sync", "--json"));
        var failure = Objects.requireNonNull(explored.failure());

        assertThat(failure.steps())
                .filteredOn(step -> step.place().equals("Helpers.java:79"))
                .singleElement()
                .satisfies(step ->
                        assertThat(step.frames())
                                .containsExactly(
                                        "Account.take (Helpers.java:79)",
                                        "Account.transfer (Helpers.java:75)",
                                        "Helpers.deadlock (Helpers.java:88)"));
        assertThat(failure.threads().getLast().frames())
                .containsExactly(
                        "Account.transfer (Helpers.java:74)", "Helpers.deadlock (Helpers.java:86)");

        var replayed =
                document(
                        ReplayDocument.class,
                        execute("replay", "deadlock", "--schedule", failure.schedule(), "--json"));
        assertThat(replayed.steps()).isEqualTo(failure.steps());
        assertThat(replayed.threads()).isEqualTo(failure.threads());
    }

    @Test
    void every_step_is_shown_if_that_is_asked_for() {
        String row = "  26 ArrayBlockingQueue.put Helpers.java:95";

        assertThat(execute("explore", "queue", "--level", "volatile").out())
                .contains("   7 ArrayBlockingQueue.put (20 steps inside) Helpers.java:95")
                .doesNotContain(row);
        assertThat(execute("explore", "queue", "--level", "volatile", "--full").out())
                .contains(row);
    }
}
