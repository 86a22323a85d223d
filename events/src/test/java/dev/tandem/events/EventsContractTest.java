package dev.tandem.events;

import dev.tandem.testkit.ChapterContract;

class EventsContractTest extends ChapterContract {}
