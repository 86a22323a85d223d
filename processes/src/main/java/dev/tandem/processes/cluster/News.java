// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jgroups.Address;

/** What a node hears, put aside for the one thread that does something about it. */
sealed interface News {

    /** Who is there now. */
    record Present(Set<Address> nodes) implements News {}

    record Said(Address from, Message message) implements News {}

    /** Where the threads of the network put the news. */
    record Inbox(BlockingQueue<News> queue) implements Node.Listener {

        Inbox() {
            this(new LinkedBlockingQueue<>());
        }

        @Override
        public void present(Set<Address> nodes) {
            queue.add(new Present(nodes));
        }

        @Override
        public void received(Address from, Message message) {
            queue.add(new Said(from, message));
        }
    }
}
