// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** Finds the addresses of a host. Asked anew for every connection. */
@FunctionalInterface
public interface Resolver {

    /** The name service of the system. */
    static Resolver system() {
        return InetAddress::getAllByName;
    }

    /**
     * @return at least one
     */
    InetAddress[] resolve(String host) throws UnknownHostException;
}
