// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.dump;

import dev.tandem.spi.os.Image;
import java.io.IOException;
import java.nio.file.Path;

/** A connection to a socket that is a file. */
interface Connection extends AutoCloseable {

    /**
     * Connects. An image has system calls for it: the channels of the JDK would bring all its
     * cryptography into the image, since they name some sockets at random.
     */
    static Connection to(Path socket) throws IOException {
        return Image.RUNS ? new ImageConnection(socket) : new JvmConnection(socket);
    }

    void write(byte[] bytes) throws IOException;

    /**
     * Waits for something to come, and reads it.
     *
     * @param millis how long to wait at most
     * @return how many bytes have come; 0 when none have, negative at the end
     */
    int read(byte[] buffer, long millis) throws IOException;

    @Override
    void close() throws IOException;
}
