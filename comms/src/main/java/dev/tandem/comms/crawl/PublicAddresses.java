// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.math.BigInteger;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.Predicate;

/**
 * Which addresses belong to the public internet: all but those that the IANA's registries of
 * special-purpose addresses (RFC 6890) give another meaning. A link to one of these comes from a
 * page, and what it reaches is a service of this machine or of its network that trusts whoever is
 * inside.
 */
public final class PublicAddresses implements Predicate<InetAddress> {

    private static final List<Block> SPECIAL =
            List.of(
                    new Block("0.0.0.0", 8),
                    new Block("10.0.0.0", 8),
                    new Block("100.64.0.0", 10),
                    new Block("127.0.0.0", 8),
                    new Block("169.254.0.0", 16),
                    new Block("172.16.0.0", 12),
                    new Block("192.0.0.0", 24),
                    new Block("192.0.2.0", 24),
                    new Block("192.88.99.0", 24),
                    new Block("192.168.0.0", 16),
                    new Block("198.18.0.0", 15),
                    new Block("198.51.100.0", 24),
                    new Block("203.0.113.0", 24),
                    new Block("224.0.0.0", 3));

    /** Of IPv6 only this is given to the public internet. */
    private static final Block GLOBAL_UNICAST = new Block("2000::", 3);

    /** Parts of it with another meaning: tunnels to addresses of IPv4, protocols, examples. */
    private static final List<Block> SPECIAL_UNICAST =
            List.of(
                    new Block("2001::", 23),
                    new Block("2001:db8::", 32),
                    new Block("2002::", 16),
                    new Block("3fff::", 20));

    /** All addresses whose first bits are those of a prefix. */
    private record Block(InetAddress prefix, int bits) {

        Block(String prefix, int bits) {
            this(InetAddress.ofLiteral(prefix), bits);
        }

        boolean contains(InetAddress address) {
            int rest = 8 * prefix.getAddress().length - bits;
            return number(address).shiftRight(rest).equals(number(prefix).shiftRight(rest));
        }

        private static BigInteger number(InetAddress address) {
            return new BigInteger(1, address.getAddress());
        }
    }

    @Override
    public boolean test(InetAddress address) {
        // One that is mapped from IPv4 into IPv6 has become an Inet4Address by now.
        return address instanceof Inet6Address
                ? GLOBAL_UNICAST.contains(address) && !isIn(SPECIAL_UNICAST, address)
                : !isIn(SPECIAL, address);
    }

    private static boolean isIn(List<Block> blocks, InetAddress address) {
        return blocks.stream().anyMatch(block -> block.contains(address));
    }
}
