// SPDX-License-Identifier: Apache-2.0
/** Where the time of a program goes, by the flight recorder of the JVM that runs it. */
@NullMarked
package dev.tandem.lab.profile;

import org.jspecify.annotations.NullMarked;
