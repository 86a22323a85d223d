// SPDX-License-Identifier: Apache-2.0
/** The interactive shell, with every chapter. */
@NullMarked
package dev.tandem.shell;

import org.jspecify.annotations.NullMarked;
