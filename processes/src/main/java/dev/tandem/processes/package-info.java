/** Fork, spawn, daemon, orphan, terminate, pools, pipes and managers. */
@NullMarked
package dev.tandem.processes;

import org.jspecify.annotations.NullMarked;
