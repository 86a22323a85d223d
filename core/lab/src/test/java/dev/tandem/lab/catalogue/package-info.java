@NullMarked
package dev.tandem.lab.catalogue;

import org.jspecify.annotations.NullMarked;
