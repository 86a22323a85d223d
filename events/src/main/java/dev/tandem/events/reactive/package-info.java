// SPDX-License-Identifier: Apache-2.0
/** Pipelines that run on RxJava or on Reactor, in virtual time, and diagrams of what they emit. */
@NullMarked
package dev.tandem.events.reactive;

import org.jspecify.annotations.NullMarked;
