// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tandem.cli.page.PageDocument;
import dev.tandem.cli.page.PageMaker;
import dev.tandem.explore.samples.Philosophers;
import dev.tandem.explore.samples.Small;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.os.Requires;
import io.avaje.jsonb.Jsonb;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {

    private static final Pattern DATA =
            Pattern.compile("<script type=\"application/json\" id=\"data\">([^<]*)</script>");

    @TempDir private Path folder;

    private static CommandResult execute(String... args) {
        return CommandResult.of(Catalogue.of(List.of(), List.of()), args);
    }

    private static CommandResult explore(Class<?> type, String method, String... more) {
        List<String> args = new ArrayList<>(List.of("explore", "--class-path"));
        args.add(
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().getPath())
                        .toString());
        args.add(type.getName() + "#" + method);
        args.addAll(List.of(more));
        if (!args.contains("--level")) {
            args.addAll(List.of("--level", "sync"));
        }
        return execute(args.toArray(String[]::new));
    }

    private String page(Class<?> type, String method, String... more) throws IOException {
        Path file = folder.resolve("page.html");
        List<String> args = new ArrayList<>(List.of(more));
        args.addAll(List.of("--html", file.toString()));
        CommandResult result = explore(type, method, args.toArray(String[]::new));
        assertThat(result.err()).isEmpty();
        return Files.readString(file);
    }

    private static String json(String page) {
        Matcher matcher = DATA.matcher(page);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    private static PageDocument document(String page) {
        return Jsonb.instance().type(PageDocument.class).fromJson(json(page));
    }

    @Test
    void the_page_has_the_failure_what_is_nearest_to_it_and_the_outcomes() throws IOException {
        PageDocument document = document(page(Philosophers.class, "broken"));

        assertThat(document.verdict().head()).isEqualTo("Failed");
        assertThat(document.counts()).contains("executions", "steps in");
        assertThat(document.facts())
                .extracting(PageDocument.Fact::name)
                .containsExactly("Program", "Level", "Strategy", "Bounds");
        var failure = document.failure();
        assertThat(failure).isNotNull();
        assertThat(failure.kind()).isEqualTo("deadlock");
        assertThat(failure.message()).contains("waits for", "held by");
        var failing = document.films().get(failure.film());
        var passing = document.films().get(failure.passing());
        int at = failure.differsAt();
        assertThat(failing.outcome()).isEqualTo("deadlock");
        assertThat(passing.tone()).isEqualTo("good");
        assertThat(failing.steps().subList(0, at)).isEqualTo(passing.steps().subList(0, at));
        assertThat(failing.steps().get(at).thread()).isNotEqualTo(passing.steps().get(at).thread());
        assertThat(failing.replay()).contains(" replay --class-path ", " --schedule 1:");
        assertThat(document.outcomes())
                .allSatisfy(row ->
                        assertThat(document.films().get(row.film()).outcome())
                                .isEqualTo(row.label()));
        assertThat(document.notes()).anyMatch(note -> note.startsWith("not covered"));
    }

    @Test
    void every_step_has_a_seat_for_every_thread_that_is_there() throws IOException {
        PageDocument document = document(page(Philosophers.class, "broken"));

        var film = document.films().getFirst();
        assertThat(film.steps())
                .hasSize(film.total())
                .allSatisfy(step -> {
                    assertThat(step.seats()).hasSizeBetween(1, film.threads().size());
                    assertThat(film.seats().get(step.seats().get(step.thread())).state())
                            .isEqualTo("ready");
                });
        assertThat(film.end())
                .hasSize(film.threads().size())
                .extracting(seat -> film.seats().get(seat).state())
                .containsOnly("waiting");
    }

    @Test
    void without_a_failure_every_outcome_can_be_stepped_through() throws IOException {
        PageDocument document =
                document(page(Small.class, "lostVolatileUpdate", "--level", "volatile"));

        assertThat(document.verdict().head()).isEqualTo("Proved");
        assertThat(document.failure()).isNull();
        assertThat(document.outcomes())
                .hasSize(2)
                .allSatisfy(row ->
                        assertThat(document.films().get(row.film()).outcome())
                                .isEqualTo(row.label()));
    }

    @Test
    void a_failed_search_says_whether_anything_was_left_to_be_searched() throws IOException {
        PageDocument first = document(page(Philosophers.class, "broken"));
        PageDocument all = document(page(Philosophers.class, "broken", "--all"));
        PageDocument bounded =
                document(page(Philosophers.class, "broken", "--all", "--executions", "3"));

        assertThat(first.verdict().rest()).isEqualTo(". The search ended here; --all goes on.");
        assertThat(all.verdict().head()).isEqualTo("Failed");
        assertThat(all.verdict().rest())
                .isEqualTo(
                        ", and nothing is left to be searched, for seed 42. The table of outcomes is complete.");
        assertThat(bounded.verdict().rest()).doesNotContain("complete");
        assertThat(explore(Philosophers.class, "broken", "--all", "--json").out())
                .contains("\"stop\":\"failed\"", "\"complete\":true");
        assertThat(explore(Philosophers.class, "broken", "--json").out())
                .contains("\"complete\":false", "\"parameters\":{}", "\"seed\":42");
    }

    @Test
    void a_limit_does_not_look_like_a_proof() throws IOException {
        PageDocument document = document(page(Philosophers.class, "ordered", "--executions", "3"));

        assertThat(document.verdict().tone()).isEqualTo("note");
        assertThat(document.verdict().head()).isEqualTo("Not a proof");
        assertThat(document.verdict().rest()).contains("3 executions");
    }

    @Test
    void what_cannot_be_followed_twice_has_no_steps_and_says_why() throws IOException {
        PageDocument document = document(page(Small.class, "remembers"));

        assertThat(document.failure().kind()).isEqualTo("uncontrolled nondeterminism");
        assertThat(document.films()).allSatisfy(film -> assertThat(film.end()).isEmpty());
        assertThat(document.notes()).anyMatch(note -> note.contains("a second time"));
    }

    @Test
    void text_of_the_program_is_never_markup() throws IOException {
        String page = page(Small.class, "hostile");

        assertThat(page).doesNotContain("alert(1)<", "<img", "\u2028", "onerror=alert(1)>");
        assertThat(json(page)).isASCII();
        PageDocument document = document(page);
        assertThat(document.films().getFirst().threads())
                .containsExactly("main", "</script><script>alert(1)</script>");
        assertThat(document.failure().message())
                .contains("<img src=x onerror=alert(1)><!-- \u2028");
    }

    @Test
    void the_page_needs_nothing_but_itself() throws IOException {
        String page = page(Small.class, "crossed").replace("http://www.w3.org/2000/svg", "");

        assertThat(page).doesNotContain("http:", "https:", "src=", "href=", "@import", "url(");
        assertThat(page).doesNotContain("@STYLE@", "@SCRIPT@", "@DATA@", "@VERSION@");
        assertThat(page).doesNotContain("innerHTML", "eval(");
    }

    @Test
    void a_livelock_makes_a_small_page_and_a_short_report() throws IOException {
        Path file = folder.resolve("page.html");
        CommandResult result = explore(Small.class, "politeness", "--html", file.toString());

        assertThat(result.out().lines().count()).isLessThan(250);
        assertThat(result.out())
                .contains("are left out", "they repeat the")
                .containsPattern("(?m)^20000 ");
        PageDocument document = document(Files.readString(file));
        var film = document.films().getFirst();
        assertThat(film.total()).isEqualTo(20_000);
        assertThat(film.steps()).hasSizeLessThan(PageMaker.MOST_SHOTS);
        // What comes before the threads are only chosen in turns, and what repeats itself then.
        assertThat(film.gaps()).hasSizeBetween(1, 2);
        assertThat(film.gaps().getLast().text()).contains("they repeat the");
    }

    @Test
    void a_replay_has_a_page_of_one_execution() throws IOException {
        PageDocument explored = document(page(Philosophers.class, "broken"));
        String line = explored.films().getFirst().replay();
        List<String> args = new ArrayList<>(List.of(line.replace("'", "").split(" ")));
        args.removeFirst();
        Path file = folder.resolve("replay.html");
        args.addAll(List.of("--html", file.toString(), "--json"));
        CommandResult result = execute(args.toArray(String[]::new));

        assertThat(result.code()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(Jsonb.instance().type(Object.class).fromJson(result.out()))
                .isInstanceOfSatisfying(
                        Map.class, json -> assertThat(json).containsEntry("outcome", "deadlock"));
        PageDocument replayed = document(Files.readString(file));
        assertThat(replayed.films()).hasSize(1);
        assertThat(replayed.films().getFirst().steps())
                .isEqualTo(explored.films().getFirst().steps());
        assertThat(replayed.outcomes()).isEmpty();
    }

    @Test
    void where_no_page_can_be_written_nothing_is_explored() {
        CommandResult missing =
                explore(
                        Small.class,
                        "crossed",
                        "--html",
                        folder.resolve("no/page.html").toString());
        CommandResult taken = explore(Small.class, "crossed", "--html", folder.toString());

        assertThat(List.of(missing, taken))
                .allSatisfy(result -> {
                    assertThat(result.code()).isEqualTo(ExitCode.USAGE);
                    assertThat(result.out()).isEmpty();
                    assertThat(result.err().lines()).hasSize(1);
                });
        assertThat(missing.err()).contains("there is no folder");
        assertThat(taken.err()).contains("is a folder; name a file");
    }

    @Test
    void a_full_disk_is_said_in_one_line_after_the_report() {
        Requires.here().file("/dev/full");
        CommandResult result = explore(Small.class, "crossed", "--html", "/dev/full");

        assertThat(result.code()).isEqualTo(ExitCode.INTERNAL);
        assertThat(result.out()).contains("deadlock", "Replay it");
        assertThat(result.err().lines())
                .singleElement()
                .asString()
                .contains("cannot write /dev/full: No space left on device");
    }

    @Test
    void an_older_page_is_replaced_and_nothing_else_is_left() throws IOException {
        Path file = folder.resolve("page.html");
        Files.writeString(file, "old");
        explore(Small.class, "crossed", "--html", file.toString());

        assertThat(file).content().startsWith("<!DOCTYPE html>");
        assertThat(folder).isDirectoryContaining(found -> found.equals(file));
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }
}
