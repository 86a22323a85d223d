package dev.tandem.processes;

import dev.tandem.core.testing.ChapterContract;

/** What every workload keeps, held up to those of this chapter. */
class ProcessesContractTest extends ChapterContract {}
