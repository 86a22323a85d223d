// SPDX-License-Identifier: Apache-2.0
/** The web server of the lab's own that jobs bring with them. */
@NullMarked
package dev.tandem.lab.http;

import org.jspecify.annotations.NullMarked;
