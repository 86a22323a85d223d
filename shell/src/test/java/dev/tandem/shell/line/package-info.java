// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.shell.line;

import org.jspecify.annotations.NullMarked;
