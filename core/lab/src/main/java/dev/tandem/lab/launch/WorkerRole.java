// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.WorkerBody;

/**
 * The child's side of something that is neither a workload nor a model; found with {@link
 * java.util.ServiceLoader}.
 */
public interface WorkerRole extends WorkerBody {

    /** What a request for such a worker names; none of it has a dot, unlike workloads. */
    String id();
}
