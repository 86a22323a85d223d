package dev.tandem.comms;

import dev.tandem.testkit.ChapterContract;

class CommsContractTest extends ChapterContract {}
