package dev.tandem.threads;

import dev.tandem.core.testing.ChapterContract;

class ThreadsContractTest extends ChapterContract {}
