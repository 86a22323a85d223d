// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.ExecutionModel.Session;

/** A session that knows better how long a run has taken than whoever calls it. */
interface SelfTimed extends Session {

    /** Of the last run, without what it takes to prepare it and to clear up after it. */
    long lastNanos();
}
