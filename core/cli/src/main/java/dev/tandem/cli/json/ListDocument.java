// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.catalogue.Problem;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Chapter;
import dev.tandem.spi.Job;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
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
     * @param available whether this machine has what it needs
     * @param reason what is missing; null when nothing is
     */
    @Json
    public record Item(
            String id,
            String kind,
            String title,
            List<String> variants,
            boolean available,
            @Nullable String reason) {

        static Item of(
                String id,
                String kind,
                String title,
                List<String> variants,
                Availability availability) {
            return new Item(
                    id,
                    kind,
                    title,
                    variants,
                    availability.isAvailable(),
                    availability instanceof Unavailable u ? u.reason() : null);
        }
    }

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
                        .map(Job::spec)
                        .map(job ->
                                Item.of(
                                        job.id(),
                                        "job",
                                        job.title(),
                                        List.of(),
                                        job.availability()));
        Stream<Item> workloads =
                catalogue.workloads(chapter).stream()
                        .map(Workload::spec)
                        .map(spec ->
                                Item.of(
                                        spec.id(),
                                        "workload",
                                        spec.title(),
                                        spec.variants().stream().map(Variant::id).toList(),
                                        spec.availability()));
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
