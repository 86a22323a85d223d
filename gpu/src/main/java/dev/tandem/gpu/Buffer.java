// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

/**
 * Memory of a device. It lives as long as the {@link Queue} that made it.
 *
 * @param bytes its size
 */
record Buffer(long handle, long bytes) {}
