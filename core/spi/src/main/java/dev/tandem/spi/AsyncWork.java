// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * Work whose parts can wait for something outside without a thread that waits for each. A model of
 * few threads asks for this form; every other one calls {@link #part}, with the same results.
 */
public interface AsyncWork<R> extends Work<R> {

    /**
     * Makes the parts ready to be begun, outside of any timing: opens a client that they share.
     *
     * @param loop makes the calls in which the parts go on; it runs until the parts are closed
     * @throws Exception what went wrong; nothing is left open then
     */
    AsyncParts<R> openAsync(ChannelLoop loop) throws Exception;
}
