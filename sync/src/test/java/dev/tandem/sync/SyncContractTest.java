package dev.tandem.sync;

import dev.tandem.testkit.ChapterContract;

class SyncContractTest extends ChapterContract {}
