// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.standin;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** Stands in for what {@link java.util.Arrays#asList} returns, whose accesses nobody would see. */
public final class ArrayView<E> extends AbstractList<E> implements RandomAccess {

    private final E[] elements;

    private ArrayView(E[] elements) {
        this.elements = elements;
    }

    /** A list that reads and writes the elements of an array. */
    @SafeVarargs
    @SuppressWarnings("varargs") // it is the array itself that is wanted
    public static <E> List<E> asList(E... elements) {
        if (elements == null) {
            throw new NullPointerException();
        }
        return new ArrayView<>(elements);
    }

    @Override
    public int size() {
        return elements.length;
    }

    @Override
    public E get(int index) {
        return elements[index];
    }

    @Override
    public E set(int index, E element) {
        E before = elements[index];
        elements[index] = element;
        return before;
    }
}
