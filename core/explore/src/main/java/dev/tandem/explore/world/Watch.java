// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers, while it is switched on, what a report of an execution tells beside its steps: which
 * locks have had an owner and what they are called, and for each step what it asks for and how its
 * thread has come there.
 */
public final class Watch {

    /** A step as it was about to be taken. */
    private record Seen(@Nullable Object asks, List<Frame> frames, int visit) {}

    private final ObjectIds ids;
    private final List<Object> taken = new ArrayList<>();
    private final List<Seen> steps = new ArrayList<>();
    private final Map<Integer, Object> created = new HashMap<>();
    private final Map<Class<?>, Integer> instances = new HashMap<>();
    private Predicate<String> libraries = type -> false;
    private IntFunction<String> asked = place -> "";
    private IntFunction<String> called = place -> "";
    private boolean on;

    Watch(ObjectIds ids) {
        this.ids = ids;
    }

    /**
     * Watches from the next execution on.
     *
     * @param others which classes, by their original names with dots, are not the program's own
     * @param fields the field that has what is asked for at a place; empty where none has
     * @param operations what the program does at a place
     */
    public void on(
            Predicate<String> others, IntFunction<String> fields, IntFunction<String> operations) {
        libraries = others;
        asked = fields;
        called = operations;
        on = true;
    }

    /** From the next execution on nothing is remembered. */
    public void off() {
        on = false;
    }

    void clear() {
        taken.clear();
        steps.clear();
        created.clear();
        instances.clear();
    }

    /** An object of a rewritten class has got its number. */
    void created(Object object, int number) {
        if (on) {
            created.put(number, object);
            instances.merge(object.getClass(), 1, Integer::sum);
        }
    }

    /**
     * An object that was created in this execution by its class, with a number if there are others
     * of that; empty when it was not watched.
     */
    public Optional<String> object(int number) {
        return Optional.ofNullable(created.get(number))
                .map(object -> {
                    String type = ObjectIds.simple(object.getClass().getName());
                    boolean isOnly = instances.getOrDefault(object.getClass(), 0) == 1;
                    return isOnly ? type : type + " " + ids.sign(number);
                });
    }

    void took(Object owned) {
        if (on && taken.stream().noneMatch(known -> known == owned)) {
            taken.add(owned);
        }
    }

    /** The running thread has come to a point of choice. */
    void stops(Task me) {
        if (on) {
            me.frames = frames();
            Object waitsFor = me.waitsFor;
            if (waitsFor != null && !isTakenAgain(waitsFor, me.site)) {
                found(waitsFor, me.site);
            }
        }
    }

    /** Who has waited within a lock asks for that again at the place of what it waited for. */
    private boolean isTakenAgain(Object object, int site) {
        return object instanceof OwnedTwin owned
                && owned.tandemOwner() != null
                && called.apply(site).contains(".await");
    }

    /** An object is asked or waited for at a place, which may tell a field that has it. */
    private void found(Object object, int site) {
        String field = asked.apply(site);
        if (!field.isEmpty()) {
            ids.field(object, field);
        }
    }

    /** A thread is about to take the next step. */
    void step(Task chosen) {
        if (on) {
            steps.add(new Seen(chosen.asks, chosen.frames, chosen.visits));
            if (chosen.asks != null) {
                found(chosen.asks, chosen.site);
            }
        }
    }

    private List<Frame> frames() {
        List<Frame> frames = new ArrayList<>();
        boolean isKnown = false;
        for (StackTraceElement frame : new Throwable().getStackTrace()) {
            if (Origin.isProgram(frame) && frame.getLineNumber() > 0 && !isKnown) {
                frames.add(frame(frame));
            }
            // What has called it is the synchronized method itself.
            isKnown = frame.getMethodName().startsWith(Origin.BODY);
        }
        return List.copyOf(frames);
    }

    private Frame frame(StackTraceElement of) {
        return frame(
                Origin.plain(of.getClassName()),
                Origin.method(of.getMethodName()),
                String.valueOf(of.getFileName()),
                of.getLineNumber());
    }

    /** A frame of the program, by what its class and its method were called before. */
    public Frame frame(String type, String method, String file, int line) {
        return new Frame(type, method, file, line, libraries.test(type));
    }

    /** What has had an owner in this execution. */
    List<Object> taken() {
        return taken;
    }

    /**
     * The lock or the object whose monitor a step of the last execution began by asking for, in
     * words; empty when it asked for none.
     */
    public String asked(int step) {
        return words(isSeen(step) ? steps.get(step).asks() : null);
    }

    /**
     * The frames of the program on the stack of the thread that took a step of the last execution,
     * as they were before it, the innermost first; empty when nothing was watched.
     */
    public List<Frame> frames(int step) {
        return isSeen(step) ? steps.get(step).frames() : List.of();
    }

    /**
     * To how many places the thread had come that took a step; two steps in a row of one thread
     * with the same number are within one call. Below 0 when nothing was watched.
     */
    public int visit(int step) {
        return isSeen(step) ? steps.get(step).visit() : -1;
    }

    private boolean isSeen(int step) {
        return step < steps.size();
    }

    /** What is asked for in words, unless it is some inner part of the JDK. */
    String words(@Nullable Object object) {
        return object == null || isInner(object) ? "" : ids.label(object);
    }

    /**
     * What a parked thread waits for, in words: the part of the JDK that it has met there says
     * nothing, unless the program has that in a field, but the call does in which it waits.
     *
     * @param place where the thread is
     */
    String signal(Object from, int place) {
        String operation = on && place != 0 ? called.apply(place) : "";
        String field = ids.fieldOf(from);
        boolean isPart = isInner(from) && from.getClass().getName().indexOf('$') >= 0;
        if (isPart && !field.isEmpty()) {
            return "a signal from " + field;
        }
        return isPart && !operation.isEmpty()
                ? "a signal within " + operation
                : "a signal from " + ids.label(from);
    }

    private static boolean isInner(Object object) {
        return !(object instanceof OwnedTwin)
                && Origin.plain(object.getClass().getName()).startsWith("java.util.concurrent.");
    }

    /** A lock that has a name of its own has been created. */
    public void named(LockTwin lock, String name) {
        if (on) {
            ids.name(lock.tandemSync(), name);
        }
    }
}
