// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.choose;

import dev.tandem.lab.scaling.Curve.Sample;
import dev.tandem.spi.JobRun;
import dev.tandem.spi.Plan;
import dev.tandem.spi.Plan.Place;

/** What models take when there are more parts, as far as that follows from what was measured. */
record Growth(ChoiceRequest request, PartProfile parts, Scaling scaling) {

    /** How many times as long a run takes then. */
    double factor(Forecast forecast) {
        int times = request.needs().growth();
        int now = forecast.plan().map(Plan::concurrency).orElse(1);
        return times * rate(now) / rate(then(forecast, now, times));
    }

    /** How many parts it then has under way. */
    private int then(Forecast forecast, int now, int times) {
        int most = (int) Math.min(Integer.MAX_VALUE, (long) parts.parts() * times);
        if (forecast.place() == Place.LOOP) {
            return now < parts.parts() ? now : most;
        }
        var run =
                new JobRun<>(
                        request.job().spec(),
                        request.seed(),
                        new IdleWork(most, request.parameters()));
        return forecast.model().plan(run, request.parallelism()).map(Plan::concurrency).orElse(now);
    }

    /**
     * The parts a second with so many under way. Beyond what was measured a curve that has levelled
     * off stays, and another rises until the processors are used up.
     */
    private double rate(int workers) {
        Sample last = scaling.curve().samples().getLast();
        if (workers <= last.threads() || scaling.levelsOff()) {
            return 1e9 * parts.parts() / scaling.nanos(workers);
        }
        double inAll = scaling.processors() * 1e9 / Math.max(1, parts.meanCpu());
        return Math.max(last.median(), Math.min(inAll, last.median() * workers / last.threads()));
    }
}
