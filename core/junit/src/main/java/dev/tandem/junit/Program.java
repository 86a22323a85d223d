// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import java.io.Serializable;

/**
 * A program to be explored, written as a lambda or a method reference. It may use numbers, texts
 * and constants of an enum from around it; everything else it makes itself, in every execution.
 */
@FunctionalInterface
public interface Program extends Serializable {
    void run() throws Exception;
}
