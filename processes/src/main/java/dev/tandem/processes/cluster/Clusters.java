// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.time.Duration;

/** What the commands and the model take when nothing else is said. */
final class Clusters {

    static final String KEY_FILE = "cluster.key";

    /** How long to look for members. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private Clusters() {}
}
