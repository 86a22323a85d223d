// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

import java.util.List;

/**
 * A chapter of the laboratory: its exhibits, the work that it lets one compare, and the ways of
 * running work that it brings.
 *
 * <p>One a module, registered as a {@link java.util.ServiceLoader} provider. Every method returns
 * plain data, starts no thread and touches no file; the catalogue may call it at any time.
 */
public interface Chapter {

    /** The prefix of the ids of all that the chapter holds, such as {@code sync}; lower case. */
    String id();

    String title();

    /** Where the chapter stands among the others; lowest first. */
    int order();

    List<Workload> workloads();

    default List<Job<?>> jobs() {
        return List.of();
    }

    default List<ExecutionModel> models() {
        return List.of();
    }

    /** Whether the chapter as a whole can be used on this machine. */
    default Availability availability() {
        return Availability.available();
    }
}
