@NullMarked
package dev.tandem.core.compare;

import org.jspecify.annotations.NullMarked;
