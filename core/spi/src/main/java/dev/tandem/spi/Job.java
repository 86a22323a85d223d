// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi;

/**
 * Work that splits into parts and can therefore be run under every {@link ExecutionModel}.
 *
 * <p>A job is rebuilt in another process from its id, parameters and seed alone.
 *
 * @param <R> the result of one part
 */
public interface Job<R> {

    JobSpec spec();

    /**
     * Makes the work ready, outside of any timing: generates input, starts a server that the parts
     * talk to.
     *
     * @throws Exception what went wrong; nothing is left open then
     */
    Work<R> open(Parameters parameters, long seed) throws Exception;
}
