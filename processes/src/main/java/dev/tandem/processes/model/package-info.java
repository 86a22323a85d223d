// SPDX-License-Identifier: Apache-2.0
/** The ways of running a job that this chapter brings. */
@NullMarked
package dev.tandem.processes.model;

import org.jspecify.annotations.NullMarked;
