@NullMarked
package dev.tandem.shell.line;

import org.jspecify.annotations.NullMarked;
