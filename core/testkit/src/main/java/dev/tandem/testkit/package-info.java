// SPDX-License-Identifier: Apache-2.0
/** What the tests of every module share; published as the test jar of the core. */
@NullMarked
package dev.tandem.testkit;

import org.jspecify.annotations.NullMarked;
