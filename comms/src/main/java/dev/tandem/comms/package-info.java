/** Thread-safe collections, queues, deques and the web crawler. */
@NullMarked
package dev.tandem.comms;

import org.jspecify.annotations.NullMarked;
