package dev.tandem.gpu;

import dev.tandem.testkit.ChapterContract;

class GpuContractTest extends ChapterContract {}
