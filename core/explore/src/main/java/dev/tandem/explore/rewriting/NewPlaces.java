// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Label;

/**
 * Where a method creates objects. A frame tells an object whose constructor has not run yet by the
 * very instruction that has created it, and that is no longer where its label is if something has
 * been put before it.
 */
final class NewPlaces {

    private final Map<Label, Label> places = new HashMap<>();
    private @Nullable Label last;

    /** A label of the original has been passed. */
    void pass(Label label) {
        last = label;
    }

    /** The label for the instruction itself, to be visited right before it. */
    Label place() {
        Label place = new Label();
        if (last != null) {
            // Further on there is another instruction, which no frame tells of by this label.
            places.putIfAbsent(last, place);
        }
        return place;
    }

    /** What a frame says of local variables or of the stack. */
    Object @Nullable [] moved(Object @Nullable [] types) {
        if (types == null) {
            return null;
        }
        Object[] moved = types.clone();
        for (int i = 0; i < moved.length; i++) {
            if (moved[i] instanceof Label label) {
                moved[i] = places.getOrDefault(label, label);
            }
        }
        return moved;
    }
}
