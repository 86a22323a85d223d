/** What the tests of every module share; published as the test jar of the core. */
@NullMarked
package dev.tandem.core.testing;

import org.jspecify.annotations.NullMarked;
