// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.io.Serializable;
import java.util.Set;

/**
 * Which part of a program is explored. The rest stays as it is: whatever it does is one step, and
 * its static state lives on from one execution to the next. It may call back what is explored, but
 * not wait, or start threads, and nobody looks for data races in it.
 *
 * @param included packages and classes, with what is in them; everything if there are none
 * @param excluded packages and classes that are left out of these
 */
public record Scope(Set<String> included, Set<String> excluded) implements Serializable {

    public static final Scope ALL = new Scope(Set.of(), Set.of());

    /**
     * Whether a class of the program stays as it is.
     *
     * @param name with dots
     */
    public boolean leavesOut(String name) {
        return excluded.stream().anyMatch(part -> isIn(name, part))
                || (!included.isEmpty() && included.stream().noneMatch(part -> isIn(name, part)));
    }

    private static boolean isIn(String name, String part) {
        return name.equals(part) || name.startsWith(part + ".") || name.startsWith(part + "$");
    }
}
