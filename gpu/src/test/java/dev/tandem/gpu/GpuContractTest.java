package dev.tandem.gpu;

import dev.tandem.core.testing.ChapterContract;

class GpuContractTest extends ChapterContract {}
