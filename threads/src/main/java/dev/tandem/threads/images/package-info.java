// SPDX-License-Identifier: Apache-2.0
/** Images to download: their content, the server that has them, and the lists that name them. */
@NullMarked
package dev.tandem.threads.images;

import org.jspecify.annotations.NullMarked;
