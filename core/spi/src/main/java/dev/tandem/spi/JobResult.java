// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * What a model has computed.
 *
 * @param digests the digest of each part's result, by the part's index
 */
@SuppressWarnings(
        "ArrayRecordComponent") // made once a run inside the timed region: a list of boxes would be
// measured too
public record JobResult(long[] digests) {}
