// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

/**
 * An object of a rewritten class: it carries a number that is the same in every execution that
 * creates it the same way.
 */
public interface Tracked {

    int tandemId();
}
