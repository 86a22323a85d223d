// SPDX-License-Identifier: Apache-2.0
package dev.tandem.junit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/**
 * What JUnit reports of the tests of a class.
 *
 * @param results by what the tests are called
 * @param entries what was told besides
 */
record Run(Map<String, TestExecutionResult> results, Map<String, List<String>> entries) {

    static Run of(Class<?> type) {
        return of(type, Map.of());
    }

    /**
     * @param configuration of JUnit
     */
    static Run of(Class<?> type, Map<String, String> configuration) {
        Run run = new Run(new ConcurrentHashMap<>(), new ConcurrentHashMap<>());
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(type))
                                .configurationParameters(configuration)
                                .build(),
                        run.listener());
        return run;
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                results.put(name(test), result);
            }

            @Override
            public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
                entries.computeIfAbsent(name(test), key -> new ArrayList<>())
                        .addAll(entry.getKeyValuePairs().values());
            }
        };
    }

    private static String name(TestIdentifier test) {
        return test.getDisplayName().replaceFirst("\\(.*\\)$", "");
    }

    TestExecutionResult.Status status(String test) {
        return results.get(test).getStatus();
    }

    /** What a test that did not pass says. */
    String message(String test) {
        return results.get(test).getThrowable().orElseThrow().getMessage();
    }
}
