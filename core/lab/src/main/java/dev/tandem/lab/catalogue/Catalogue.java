// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.ExecutionModel;
import dev.tandem.spi.Job;
import dev.tandem.spi.Suggestions;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.Workload;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything that this executable offers. Immutable once made; making one reads specifications and
 * runs nothing.
 */
public final class Catalogue {

    private static final Pattern ID = Pattern.compile("[a-z][a-z0-9-]*");

    private final List<Chapter> chapters = new ArrayList<>();
    private final Map<String, Workload> workloads = new LinkedHashMap<>();
    private final Map<String, Job<?>> jobs = new LinkedHashMap<>();
    private final Map<String, ExecutionModel> models = new LinkedHashMap<>();
    private final List<Problem> problems = new ArrayList<>();

    private Catalogue() {}

    /**
     * Finds the chapters with {@link java.util.ServiceLoader}, on the class path and in the jars
     * that the environment variable {@code TANDEM_PLUGINS} lists.
     *
     * @param builtIn the models that every executable has
     * @throws TandemException.Missing when not every chapter can be read, for want of files that
     *     may be open
     */
    public static Catalogue discover(List<ExecutionModel> builtIn) {
        var providers = new Providers(Optional.ofNullable(System.getenv(Providers.PLUGINS)));
        Catalogue catalogue = of(providers.chapters(), builtIn);
        catalogue.problems.addAll(0, providers.problems());
        return catalogue;
    }

    /**
     * A catalogue of the given chapters. Where two offer the same id the first one has it, the
     * other becomes a problem.
     */
    public static Catalogue of(Collection<Chapter> chapters, List<ExecutionModel> builtIn) {
        var catalogue = new Catalogue();
        builtIn.forEach(model -> catalogue.models.put(model.id(), model));
        List<Chapter> readable = new ArrayList<>();
        for (Chapter chapter : chapters) {
            catalogue.guarded(
                    chapter,
                    () -> {
                        checkId(chapter.id());
                        named(chapter.title(), "title");
                        int _ = chapter.order();
                        readable.add(chapter);
                    });
        }
        readable.sort(Comparator.comparingInt(Chapter::order).thenComparing(Chapter::id));
        readable.forEach(chapter -> catalogue.guarded(chapter, () -> catalogue.add(chapter)));
        return catalogue;
    }

    // A chapter is somebody else's code: whatever it lacks or throws is a problem of its own.
    private static <T> T named(@Nullable T value, String what) {
        if (value == null) {
            throw new IllegalArgumentException("its " + what + " is null");
        }
        return value;
    }

    private static <T> List<T> listed(@Nullable List<T> values, String what) {
        List<T> there = named(values, "list of " + what + "s");
        there.forEach(value -> named(value, what));
        return there;
    }

    private static void checkId(@Nullable String id) {
        if (!ID.matcher(named(id, "id")).matches()) {
            throw new IllegalArgumentException(
                    "its id is '" + id + "'; it takes lower case letters, digits and hyphens");
        }
    }

    private void guarded(Chapter chapter, Runnable reading) {
        try {
            reading.run();
        } catch (Throwable e) {
            problems.add(new Problem(chapter.getClass().getName(), Providers.rootMessage(e)));
        }
    }

    private void add(Chapter chapter) {
        String provider = chapter.getClass().getName();
        Optional<Chapter> holder =
                chapters.stream().filter(c -> c.id().equals(chapter.id())).findFirst();
        if (holder.isPresent()) {
            String other = holder.get().getClass().getName();
            problems.add(
                    new Problem(
                            provider,
                            "the chapter id '" + chapter.id() + "' is already taken by " + other));
            return;
        }
        // Read everything before keeping anything: a chapter that throws half-way leaves nothing
        // behind.
        Map<String, Workload> foundWorkloads = new LinkedHashMap<>();
        Map<String, Job<?>> foundJobs = new LinkedHashMap<>();
        Map<String, ExecutionModel> foundModels = new LinkedHashMap<>();
        for (Workload workload : listed(chapter.workloads(), "workload")) {
            var spec = specified(workload, workload.spec());
            claim(chapter, spec.id(), workload, foundWorkloads, true);
        }
        for (Job<?> job : listed(chapter.jobs(), "job")) {
            String id = specified(job, job.spec()).id();
            claim(chapter, id, job, foundJobs, !foundWorkloads.containsKey(id));
        }
        for (ExecutionModel model : listed(chapter.models(), "model")) {
            named(model.id(), "id of the model " + model.getClass().getName());
            if (models.containsKey(model.id())
                    || foundModels.putIfAbsent(model.id(), model) != null) {
                problems.add(
                        new Problem(provider, "the model id '" + model.id() + "' is taken twice"));
            }
        }
        chapters.add(chapter);
        workloads.putAll(foundWorkloads);
        jobs.putAll(foundJobs);
        models.putAll(foundModels);
    }

    private static <T> T specified(Object offered, @Nullable T spec) {
        return named(spec, "specification of " + offered.getClass().getName());
    }

    private <T> void claim(
            Chapter chapter, String id, T offered, Map<String, T> found, boolean free) {
        if (!id.startsWith(chapter.id() + ".")) {
            String reason =
                    "the id '"
                            + id
                            + "' does not begin with that of its chapter, '"
                            + chapter.id()
                            + ".'";
            problems.add(new Problem(offered.getClass().getName(), reason));
        } else if (!free || found.putIfAbsent(id, offered) != null) {
            problems.add(
                    new Problem(
                            offered.getClass().getName(), "the id '" + id + "' is taken twice"));
        }
    }

    /** The chapters in their order. */
    public List<Chapter> chapters() {
        return List.copyOf(chapters);
    }

    public List<Workload> workloads() {
        return List.copyOf(workloads.values());
    }

    public List<Workload> workloads(Chapter chapter) {
        String prefix = chapter.id() + ".";
        return workloads.values().stream().filter(w -> w.spec().id().startsWith(prefix)).toList();
    }

    public List<Job<?>> jobs() {
        return List.copyOf(jobs.values());
    }

    public List<Job<?>> jobs(Chapter chapter) {
        String prefix = chapter.id() + ".";
        return jobs().stream().filter(j -> j.spec().id().startsWith(prefix)).toList();
    }

    /** The built-in models, then those of the chapters in their order. */
    public List<ExecutionModel> models() {
        return List.copyOf(models.values());
    }

    /** What was found and cannot be used. */
    public List<Problem> problems() {
        return List.copyOf(problems);
    }

    public Optional<Workload> findWorkload(String id) {
        return Optional.ofNullable(workloads.get(id));
    }

    public Optional<Job<?>> findJob(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    public Optional<ExecutionModel> findModel(String id) {
        return Optional.ofNullable(models.get(id));
    }

    /**
     * @throws TandemException.Usage when there is no such workload; the message names the nearest
     */
    public Workload workload(String id) {
        return findWorkload(id)
                .orElseThrow(() ->
                        jobs.containsKey(id)
                                ? new TandemException.Usage(
                                        id + " is a job, which is compared, not run: compare " + id)
                                : new TandemException.Usage(
                                        Suggestions.unknown("workload", id, workloads.keySet())));
    }

    /**
     * @throws TandemException.Usage when there is no such job; the message names the nearest
     */
    public Job<?> job(String id) {
        return findJob(id)
                .orElseThrow(() ->
                        workloads.containsKey(id)
                                ? new TandemException.Usage(
                                        id
                                                + " is a workload, which is run, not compared: run "
                                                + id)
                                : new TandemException.Usage(
                                        Suggestions.unknown("job", id, jobs.keySet())));
    }

    /**
     * @throws TandemException.Usage when there is no such model; the message names the nearest
     */
    public ExecutionModel model(String id) {
        return findModel(id)
                .orElseThrow(() ->
                        new TandemException.Usage(
                                Suggestions.unknown("model", id, models.keySet())));
    }

    /** Every id that {@code info} explains, sorted. */
    public List<String> ids() {
        var all = new TreeMap<String, Object>(workloads);
        all.putAll(jobs);
        return List.copyOf(all.keySet());
    }
}
