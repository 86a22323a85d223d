// SPDX-License-Identifier: Apache-2.0
/** Thread dumps of other JVMs: taken by attaching to them, and read for what hangs. */
@NullMarked
package dev.tandem.lab.dump;

import org.jspecify.annotations.NullMarked;
