// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.spi.TandemException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where others are, as people write it. A name that stands for several of them is looked up each
 * time that somebody is looked for, since what it stands for changes.
 */
record Places(List<String> texts) {

    /** Stands before a name that has the addresses of several members. */
    private static final String DNS = "dns:";

    static final Places NONE = new Places(List.of());

    /**
     * @param texts such as {@code 10.0.0.7:7800} or {@code dns:members.default.svc}
     * @throws TandemException.Usage when one cannot be understood, or there is no such host; a name
     *     of several may stand for none yet
     */
    Places {
        for (String text : texts) {
            InetSocketAddress place = Place.parsed(name(text));
            if (place.isUnresolved() && !text.startsWith(DNS)) {
                throw new TandemException.Usage("there is no host " + place.getHostString());
            }
        }
    }

    static Places of(InetSocketAddress... places) {
        return new Places(Arrays.stream(places).map(Place::text).toList());
    }

    private static String name(String text) {
        return text.startsWith(DNS) ? text.substring(DNS.length()) : text;
    }

    /** All the places that are known now. */
    List<InetSocketAddress> now() {
        return texts.stream().flatMap(Places::lookedUp).toList();
    }

    private static Stream<InetSocketAddress> lookedUp(String text) {
        InetSocketAddress place = Place.parsed(name(text));
        if (!text.startsWith(DNS)) {
            return Stream.of(place).filter(found -> !found.isUnresolved());
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(place.getHostString()))
                    .map(address -> new InetSocketAddress(address, place.getPort()));
        } catch (UnknownHostException e) {
            return Stream.empty();
        }
    }
}
