// SPDX-License-Identifier: Apache-2.0
/** Any job over members on this and on other machines. */
@NullMarked
package dev.tandem.processes.cluster;

import org.jspecify.annotations.NullMarked;
