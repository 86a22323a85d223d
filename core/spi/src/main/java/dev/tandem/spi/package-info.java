// SPDX-License-Identifier: Apache-2.0
/**
 * Everything that the author of a chapter needs: workloads, jobs, execution models and the context
 * that they run in.
 *
 * <p>A chapter is found with {@link java.util.ServiceLoader}. Reading what it offers never runs a
 * workload: specifications are plain data.
 */
@NullMarked
package dev.tandem.spi;

import org.jspecify.annotations.NullMarked;
