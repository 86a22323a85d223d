// SPDX-License-Identifier: Apache-2.0
/** What a run costs the machine, from the start of a process for it until its end. */
@NullMarked
package dev.tandem.lab.time;

import org.jspecify.annotations.NullMarked;
