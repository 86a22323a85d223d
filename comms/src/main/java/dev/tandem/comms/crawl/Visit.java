// SPDX-License-Identifier: Apache-2.0
package dev.tandem.comms.crawl;

import java.time.Duration;
import java.util.List;

/**
 * What became of a task. The content of the page is not part of it.
 *
 * @param detail what the fate does not say: a status, a media type, a reason
 * @param bytes how large the page is
 * @param links where its links lead to, each once; of a redirect, its target
 * @param findings what was met beside them
 * @param took from the request to the end of the answer
 * @param delay how long the site asks to be left alone between two requests
 */
public record Visit(
        Task task,
        Fate fate,
        String detail,
        int bytes,
        List<Url> links,
        List<Finding> findings,
        Duration took,
        Duration delay) {

    public Visit {
        links = List.copyOf(links);
        findings = List.copyOf(findings);
    }

    /** The task that follows from one of the links. */
    Task next(Url link) {
        return fate == Fate.REDIRECT
                ? new Task(link, task.depth(), task.redirects() + 1)
                : new Task(link, task.depth() + 1, 0);
    }
}
