package dev.tandem.threads;

import dev.tandem.testkit.ChapterContract;

class ThreadsContractTest extends ChapterContract {}
