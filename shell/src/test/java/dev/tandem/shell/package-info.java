// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.shell;

import org.jspecify.annotations.NullMarked;
