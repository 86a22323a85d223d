// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.limits;

import dev.tandem.spi.TandemException;
import java.net.BindException;
import java.util.Locale;

/** Ports that cannot be had. */
public final class Ports {

    private Ports() {}

    /**
     * What to tell the user.
     *
     * @param refusal of the system, when a server was to listen at the port
     */
    public static TandemException.Usage refused(int port, BindException refusal) {
        return new TandemException.Usage(
                String.format(
                        Locale.ROOT,
                        "parameter port: %d cannot be had (%s); take another, or 0 for any that is free",
                        port,
                        refusal.getMessage()));
    }
}
