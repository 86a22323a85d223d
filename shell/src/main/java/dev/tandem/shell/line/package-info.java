// SPDX-License-Identifier: Apache-2.0
/**
 * What is typed: its words, what each of them stands for, what could stand there, and how that
 * looks. All of it follows from the model of the commands and from the catalogue.
 */
@NullMarked
package dev.tandem.shell.line;

import org.jspecify.annotations.NullMarked;
