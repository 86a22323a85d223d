package com.acme;

/** Two threads that are there at the same time. */
final class Together {

    private Together() {}

    /** What a thread does. */
    interface Action {
        void run() throws Exception;
    }

    /** Runs the one in a thread of its own and the other in this one, and waits for both. */
    static void run(Action one, Action other) throws Exception {
        Thread thread = Thread.ofVirtual().name("one").start(() -> call(one));
        call(other);
        thread.join();
    }

    private static void call(Action action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
