// SPDX-License-Identifier: Apache-2.0
package dev.tandem.sync;

import dev.tandem.testkit.ChapterContract;

class SyncContractTest extends ChapterContract {}
