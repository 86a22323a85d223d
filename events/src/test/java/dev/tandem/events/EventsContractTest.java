package dev.tandem.events;

import dev.tandem.core.testing.ChapterContract;

class EventsContractTest extends ChapterContract {}
