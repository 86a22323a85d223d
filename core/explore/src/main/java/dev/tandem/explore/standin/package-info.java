// SPDX-License-Identifier: Apache-2.0
/** Classes of the JDK written anew, so that they can be rewritten as the program's own are. */
@NullMarked
package dev.tandem.explore.standin;

import org.jspecify.annotations.NullMarked;
