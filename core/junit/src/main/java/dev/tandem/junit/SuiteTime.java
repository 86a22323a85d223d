// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import dev.tandem.spi.Durations;
import java.time.Duration;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;

/**
 * The time that all explored tests of a run have together, if the configuration of JUnit says so.
 * As nobody knows how many are still to come, each may take a share of what is left: the small ones
 * take less, and leave it to the others.
 */
final class SuiteTime {

    static final String PARAMETER = "tandem.suite.time";

    private static final int SHARE = 4;
    private static final Duration LEAST = Duration.ofMillis(1);

    private SuiteTime() {}

    /**
     * @param settings of the next test
     * @throws dev.tandem.spi.TandemException.Usage when the parameter is no duration
     */
    static Settings limited(Settings settings, ExtensionContext context) {
        return context.getConfigurationParameter(PARAMETER)
                .map(Durations::parse)
                .map(all -> settings.within(share(all, Duration.ofNanos(elapsed(context)))))
                .orElse(settings);
    }

    /** What the next test may take. */
    static Duration share(Duration all, Duration elapsed) {
        Duration share = all.minus(elapsed).dividedBy(SHARE);
        return share.compareTo(LEAST) < 0 ? LEAST : share;
    }

    /** Since the first explored test of the run. */
    private static long elapsed(ExtensionContext context) {
        Store store = context.getRoot().getStore(Namespace.create(SuiteTime.class));
        long now = System.nanoTime();
        Long start = store.get(PARAMETER, Long.class);
        if (start == null) {
            store.put(PARAMETER, now);
            return 0;
        }
        return now - start;
    }
}
