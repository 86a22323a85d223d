// SPDX-License-Identifier: Apache-2.0
/** Fork, spawn, daemon, orphan, terminate, pools, pipes and managers. */
@NullMarked
package dev.tandem.processes;

import org.jspecify.annotations.NullMarked;
