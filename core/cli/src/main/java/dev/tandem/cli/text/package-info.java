// SPDX-License-Identifier: Apache-2.0
/** What is printed for people, laid out for the width and the colours of their screen. */
@NullMarked
package dev.tandem.cli.text;

import org.jspecify.annotations.NullMarked;
