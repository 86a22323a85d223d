// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.echo;

import dev.tandem.events.limits.Ports;
import dev.tandem.spi.TandemException;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;

/**
 * A server on this machine's loopback address that answers lines. A client that fails, stays
 * silent, sends half a line or takes no answers is nobody's trouble but its own; so is a line whose
 * answer fails, which ends the connection that it has come by.
 */
public interface EchoServer extends AutoCloseable {

    /** Where it listens. */
    InetSocketAddress address();

    /** Closes every connection and returns when every thread has ended. */
    @Override
    void close();

    /**
     * Listens at a port.
     *
     * @param port 0 for any that is free
     * @throws TandemException.Usage when the port cannot be had
     */
    static ServerSocketChannel listen(int port) throws IOException {
        ServerSocketChannel channel = ServerSocketChannel.open();
        try {
            // How many clients may be connecting at the same moment; the kernel may allow fewer.
            return channel.bind(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 4096);
        } catch (BindException e) {
            channel.close();
            throw Ports.refused(port, e);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }
}
