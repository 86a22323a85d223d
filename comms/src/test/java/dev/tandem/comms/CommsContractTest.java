package dev.tandem.comms;

import dev.tandem.core.testing.ChapterContract;

class CommsContractTest extends ChapterContract {}
