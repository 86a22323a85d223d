// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.catalogue;

import dev.tandem.spi.Chapter;
import dev.tandem.spi.Workload;
import java.util.List;

/** A chapter with nothing wrong, in which tests put something wrong. */
class ChapterOf implements Chapter {

    @Override
    public String id() {
        return "sound";
    }

    @Override
    public String title() {
        return "Sound";
    }

    @Override
    public int order() {
        return 1;
    }

    @Override
    public List<Workload> workloads() {
        return List.of();
    }
}
