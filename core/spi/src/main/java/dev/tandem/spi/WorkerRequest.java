// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a worker process shall be.
 *
 * @param id the id of a workload or model whose class implements {@link WorkerBody}: what the child
 *     runs
 * @param arguments reach the child as {@link WorkerContext#arguments}
 * @param chapter the chapter whose executable is started; empty for the executable that runs now
 * @param launch in which form
 * @param told whether its events are told among those of the run
 * @param classPath where further classes are found, for a worker on a JVM; empty for none. Such a
 *     worker runs code that is measured, with the collector that the JVM chooses.
 */
public record WorkerRequest(
        String id,
        List<String> arguments,
        Optional<String> chapter,
        Launch launch,
        boolean told,
        String classPath) {

    /** The name of an executable has it, and no folder. */
    private static final Pattern CHAPTER = Pattern.compile("[a-z][a-z0-9-]*");

    /** How a worker process is started. */
    public enum Launch {
        /** As the parent runs: natively from a native image, else on a JVM. */
        AUTO,
        /** With the ahead-of-time cache of the parent's JVM, if that has one. */
        JVM,
        /** On a JVM without such a cache, which only a comparison wants. */
        JVM_UNCACHED,
        NATIVE
    }

    public WorkerRequest {
        arguments = List.copyOf(arguments);
    }

    public static WorkerRequest of(String id, String... arguments) {
        return new WorkerRequest(id, List.of(arguments), Optional.empty(), Launch.AUTO, true, "");
    }

    /**
     * The same in the executable of the given chapter.
     *
     * @throws TandemException.Usage for what cannot be the id of a chapter
     */
    public WorkerRequest in(String chapter) {
        if (!CHAPTER.matcher(chapter).matches()) {
            throw new TandemException.Usage(
                    "'" + chapter + "' is no id of a chapter; one is such as sync or processes");
        }
        return new WorkerRequest(id, arguments, Optional.of(chapter), launch, told, classPath);
    }

    public WorkerRequest as(Launch launch) {
        return new WorkerRequest(id, arguments, chapter, launch, told, classPath);
    }

    /** The same, whose events nobody is told. */
    public WorkerRequest untold() {
        return new WorkerRequest(id, arguments, chapter, launch, false, classPath);
    }

    /** The same with classes from there. */
    public WorkerRequest with(String furtherClasses) {
        return new WorkerRequest(id, arguments, chapter, launch, told, furtherClasses);
    }
}
