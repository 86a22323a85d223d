// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.events.model;

import org.jspecify.annotations.NullMarked;
