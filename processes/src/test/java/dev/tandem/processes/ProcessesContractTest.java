package dev.tandem.processes;

import dev.tandem.testkit.ChapterContract;

/** What every workload keeps, held up to those of this chapter. */
class ProcessesContractTest extends ChapterContract {}
