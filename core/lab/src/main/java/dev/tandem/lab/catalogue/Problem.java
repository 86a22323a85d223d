// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

/**
 * Something that a provider offers and that cannot be used; the rest of the catalogue works.
 *
 * @param provider the class or the id that is to blame
 * @param reason what is wrong, in one line
 */
public record Problem(String provider, String reason) {}
