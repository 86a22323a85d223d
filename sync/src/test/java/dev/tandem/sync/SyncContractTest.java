package dev.tandem.sync;

import dev.tandem.core.testing.ChapterContract;

class SyncContractTest extends ChapterContract {}
