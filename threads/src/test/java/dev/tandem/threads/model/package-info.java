@NullMarked
package dev.tandem.threads.model;

import org.jspecify.annotations.NullMarked;
