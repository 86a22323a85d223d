package dev.tandem.core.testing;

import dev.tandem.core.catalogue.Catalogue;
import java.util.List;

/** The contract suite on a chapter that is known to keep it. */
class SampleContractTest extends ChapterContract {

    SampleContractTest() {
        super(Catalogue.of(List.of(new Sample()), List.of()));
    }
}
