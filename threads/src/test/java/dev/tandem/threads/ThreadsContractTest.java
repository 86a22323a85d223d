// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads;

import dev.tandem.testkit.ChapterContract;

class ThreadsContractTest extends ChapterContract {}
