// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.catalogue.Problem;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Variant;
import io.avaje.jsonb.Json;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code list --json} prints. */
@Json
public record ListDocument(List<Entry> chapters, List<ProblemEntry> problems) {

    @Json
    public record Entry(
            String id,
            String title,
            boolean available,
            @Nullable String reason,
            @Nullable String remedy,
            List<Item> entries,
            List<String> models) {}

    /**
     * @param kind {@code job} or {@code workload}
     */
    @Json
    public record Item(String id, String kind, String title, List<String> variants) {}

    @Json
    public record ProblemEntry(String provider, String reason) {}

    public static ListDocument of(Catalogue catalogue, List<Chapter> chapters) {
        return new ListDocument(
                chapters.stream().map(c -> entry(catalogue, c)).toList(),
                problems(catalogue.problems()));
    }

    static List<ProblemEntry> problems(List<Problem> problems) {
        return problems.stream().map(p -> new ProblemEntry(p.provider(), p.reason())).toList();
    }

    private static Entry entry(Catalogue catalogue, Chapter chapter) {
        Stream<Item> jobs =
                catalogue.jobs(chapter).stream()
                        .map(j -> new Item(j.spec().id(), "job", j.spec().title(), List.of()));
        Stream<Item> workloads =
                catalogue.workloads(chapter).stream()
                        .map(w ->
                                new Item(
                                        w.spec().id(),
                                        "workload",
                                        w.spec().title(),
                                        w.spec().variants().stream().map(Variant::id).toList()));
        Availability availability = chapter.availability();
        return new Entry(
                chapter.id(),
                chapter.title(),
                availability.isAvailable(),
                availability instanceof Unavailable u ? u.reason() : null,
                availability instanceof Unavailable u ? u.remedy() : null,
                Stream.concat(jobs, workloads).toList(),
                chapter.models().stream().map(m -> m.id()).toList());
    }
}
