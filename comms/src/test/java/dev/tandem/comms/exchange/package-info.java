// SPDX-License-Identifier: Apache-2.0
@NullMarked
package dev.tandem.comms.exchange;

import org.jspecify.annotations.NullMarked;
