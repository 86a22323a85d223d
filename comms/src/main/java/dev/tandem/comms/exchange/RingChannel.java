// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.exchange;

import com.lmax.disruptor.EventPoller;
import com.lmax.disruptor.EventPoller.Handler;
import com.lmax.disruptor.EventPoller.PollState;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * The Disruptor: a ring of cells that are made once and written again and again. Every receiver
 * sees every cell, so they share the numbers by turns; a cell is free when all have passed it.
 */
final class RingChannel implements Channel {

    private static final class Cell {
        private long number;
    }

    private final RingBuffer<Cell> ring;
    private final List<EventPoller<Cell>> pollers = new ArrayList<>();

    /**
     * @param capacity a power of 2
     */
    RingChannel(int capacity, int senders, int receivers) {
        ring =
                senders == 1
                        ? RingBuffer.createSingleProducer(Cell::new, capacity)
                        : RingBuffer.createMultiProducer(Cell::new, capacity);
        for (int i = 0; i < receivers; i++) {
            EventPoller<Cell> poller = ring.newPoller();
            ring.addGatingSequences(poller.getSequence());
            pollers.add(poller);
        }
    }

    /** Tries, because a thread that waits in the Disruptor's own way cannot be interrupted. */
    @Override
    public void send(long number) throws InterruptedException {
        for (int tries = 0; ; tries++) {
            try {
                long place = ring.tryNext();
                ring.get(place).number = number;
                ring.publish(place);
                return;
            } catch (InsufficientCapacityException _) {
                Patience.afterTry(tries);
            }
        }
    }

    @Override
    public void receive(int receiver, LongConsumer numbers) throws InterruptedException {
        EventPoller<Cell> poller = pollers.get(receiver);
        Turns turns = new Turns(receiver, pollers.size(), numbers);
        int tries = 0;
        while (!turns.ended) {
            if (poll(poller, turns) == PollState.PROCESSING) {
                tries = 0;
            } else {
                Patience.afterTry(tries++);
            }
        }
    }

    private static PollState poll(EventPoller<Cell> poller, Turns turns) {
        try {
            return poller.poll(turns);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("a receiver throws nothing that is checked", e);
        }
    }

    /** What one receiver does with the cells: every so many-th is its own. */
    private static final class Turns implements Handler<Cell> {
        private final int turn;
        private final int turns;
        private final LongConsumer numbers;
        private boolean ended;

        private Turns(int turn, int turns, LongConsumer numbers) {
            this.turn = turn;
            this.turns = turns;
            this.numbers = numbers;
        }

        @Override
        public boolean onEvent(Cell cell, long sequence, boolean endOfBatch) {
            if (sequence % turns == turn) {
                ended = cell.number == END;
                if (!ended) {
                    numbers.accept(cell.number);
                }
            }
            return !ended;
        }
    }
}
