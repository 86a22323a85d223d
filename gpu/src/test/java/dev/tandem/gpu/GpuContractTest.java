// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import dev.tandem.testkit.ChapterContract;

class GpuContractTest extends ChapterContract {}
