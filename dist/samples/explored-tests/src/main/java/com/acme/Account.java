package com.acme;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;

/** An actor: its balance belongs to the thread that reads its letters. */
public final class Account implements AutoCloseable {

    private record Deposit(int amount, CompletableFuture<Integer> answer) {}

    private static final Deposit LAST = new Deposit(0, new CompletableFuture<>());

    private final BlockingQueue<Deposit> letters = new ArrayBlockingQueue<>(4);
    private final Thread reader = Thread.ofVirtual().name("account").start(this::read);
    private int balance;

    /** The balance afterwards. */
    public CompletableFuture<Integer> deposit(int amount) throws InterruptedException {
        CompletableFuture<Integer> answer = new CompletableFuture<>();
        letters.put(new Deposit(amount, answer));
        return answer;
    }

    private void read() {
        try {
            for (Deposit next = letters.take(); next != LAST; next = letters.take()) {
                balance += next.amount();
                next.answer().complete(balance);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The balance belongs to another thread: what is read may be old, or half of two. */
    public int balanceCarelessly() {
        return balance;
    }

    @Override
    public void close() throws InterruptedException {
        letters.put(LAST);
        reader.join();
    }
}
