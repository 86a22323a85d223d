@NullMarked
package dev.tandem.shell;

import org.jspecify.annotations.NullMarked;
