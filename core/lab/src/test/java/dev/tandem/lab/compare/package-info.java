@NullMarked
package dev.tandem.lab.compare;

import org.jspecify.annotations.NullMarked;
