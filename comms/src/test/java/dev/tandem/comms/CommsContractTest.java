// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms;

import dev.tandem.testkit.ChapterContract;

class CommsContractTest extends ChapterContract {}
