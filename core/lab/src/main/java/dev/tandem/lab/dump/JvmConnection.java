// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/** The connection on a JVM. */
final class JvmConnection implements Connection {

    private final SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
    private final Selector selector = Selector.open();

    JvmConnection(Path socket) throws IOException {
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        // Far less than what a socket holds back, so that it is written at once.
        channel.write(ByteBuffer.wrap(bytes));
    }

    @Override
    public int read(byte[] buffer, long millis) throws IOException {
        if (selector.select(millis) == 0) {
            return 0;
        }
        selector.selectedKeys().clear();
        return channel.read(ByteBuffer.wrap(buffer));
    }

    @Override
    public void close() throws IOException {
        try (channel) {
            selector.close();
        }
    }
}
