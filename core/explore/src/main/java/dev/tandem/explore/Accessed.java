// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore;

import dev.tandem.explore.rewriting.Places;
import dev.tandem.explore.world.Trace;
import dev.tandem.explore.world.World;

/**
 * What the steps of an execution access, by name: an element by its index, and a field by the class
 * that its object is of, as far as that is watched.
 */
final class Accessed {

    private static final String READ = "read ";
    private static final String WRITE = "write ";
    private static final String ELEMENT = "an element";
    private static final String ARRAY = "[]";

    private final World world;
    private final Places places;

    Accessed(World world, Places places) {
        this.world = world;
        this.places = places;
    }

    /**
     * The operation of a step of the last execution.
     *
     * @param operation as its place has it
     */
    String operation(int step, String operation) {
        boolean writes = operation.startsWith(WRITE);
        if (!writes && !operation.startsWith(READ)) {
            return operation;
        }
        String verb = writes ? WRITE : READ;
        String what = operation.substring(verb.length());
        Trace trace = world.trace();
        for (int i = trace.accessesFrom(step); i < trace.accessesTo(step); i++) {
            long access = trace.access(i);
            if (Trace.isWrite(access) == writes && isOf(access, what)) {
                return verb + name(access, what);
            }
        }
        return operation;
    }

    private boolean isOf(long access, String what) {
        if (Trace.isForeign(access)) {
            return false;
        }
        return Trace.isElement(access)
                ? what.endsWith(ARRAY) || what.equals(ELEMENT)
                : places.fieldName(Trace.named(access)).equals(what);
    }

    private String name(long access, String what) {
        if (!Trace.isElement(access)) {
            return field(access);
        }
        int index = Trace.index(access);
        return what.equals(ELEMENT)
                ? world.ledger().element(Trace.object(access), index)
                : what.substring(0, what.length() - ARRAY.length()) + "[" + index + "]";
    }

    /** A field: {@code OrderBook.total}, {@code Node #3.next} where there is more than one node. */
    private String field(long access) {
        String declared = places.fieldName(Trace.named(access));
        int name = declared.lastIndexOf('.');
        return world.watch()
                .object(Trace.object(access))
                .filter(object -> name > 0)
                .map(object -> object + declared.substring(name))
                .orElse(declared);
    }

    /**
     * An access of the last execution, which is the only one of its kind in a step that reads or
     * writes.
     *
     * @param operation of the step
     */
    String name(long access, int step, String operation) {
        if (!Trace.isElement(access)) {
            return field(access);
        }
        String named = operation(step, operation);
        int index = Trace.index(access);
        return named.endsWith("[" + index + "]")
                ? named.substring(named.indexOf(' ') + 1)
                : world.ledger().element(Trace.object(access), index);
    }
}
