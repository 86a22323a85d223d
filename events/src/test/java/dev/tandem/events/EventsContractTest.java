// SPDX-License-Identifier: Apache-2.0
package dev.tandem.events;

import dev.tandem.testkit.ChapterContract;

class EventsContractTest extends ChapterContract {}
