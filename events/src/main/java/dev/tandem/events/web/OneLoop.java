// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events.web;

import dev.tandem.events.loop.Loop;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

/** One loop sends to all clients in turn, and waits for each: no way to do it. */
public final class OneLoop implements Delivery {

    private final EventLog log;
    private final Loop loop = new Loop();
    private final List<Connection> clients = new ArrayList<>();
    private volatile Optional<Connection> current = Optional.empty();

    public OneLoop(EventLog log) {
        this.log = log;
    }

    @Override
    public void deliver(Connection client) throws InterruptedException {
        leave(() -> clients.add(client));
        changed();
        client.awaitRelease();
    }

    @Override
    public void changed() {
        leave(() -> clients.removeIf(client -> !serve(client)));
    }

    private void leave(Runnable call) {
        try {
            loop.execute(call);
        } catch (RejectedExecutionException _) {
            // It has been interrupted: nobody is served any more, and the server is to be closed.
        }
    }

    /**
     * Sends a client what there is.
     *
     * @return whether there will be more
     */
    private boolean serve(Connection client) {
        current = Optional.of(client);
        try {
            for (Optional<ServerEvent> event = log.peek(client.place());
                    event.isPresent();
                    event = log.peek(client.place())) {
                client.send(event.get());
            }
            if (!log.isOver(client.place())) {
                return true;
            }
        } catch (IOException _) {
            // It is gone, which is not for the others to suffer.
        }
        client.release();
        return false;
    }

    @Override
    public void run() throws InterruptedException {
        loop.run();
    }

    @Override
    public boolean isHeldUp() {
        return current.filter(Connection::isFull).isPresent();
    }
}
