package dev.tandem.testkit;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.samples.Sample;
import java.util.List;

/** The contract suite on a chapter that is known to keep it. */
class SampleContractTest extends ChapterContract {

    SampleContractTest() {
        super(Catalogue.of(List.of(new Sample()), List.of()));
    }
}
