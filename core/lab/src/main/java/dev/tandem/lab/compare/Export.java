// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.compare;

import dev.tandem.spi.TandemException;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Times that outlive the process that has measured them, with all that says what they are times of.
 *
 * @param parameters every parameter as it is written on a command line
 * @param samples the times of each model in nanoseconds, in the order of the rounds; of no model
 *     without any
 */
public record Export(
        String job,
        Map<String, String> parameters,
        long seed,
        Machine machine,
        Map<String, List<Long>> samples) {

    public static Export of(ComparisonReport report) {
        var request = report.request();
        Map<String, List<Long>> samples = new LinkedHashMap<>();
        for (ModelReport model : report.models()) {
            if (!model.samples().isEmpty()) {
                samples.put(model.id(), model.samples().stream().map(Sample::nanos).toList());
            }
        }
        return new Export(
                request.job().spec().id(),
                request.parameters().asText(),
                request.seed(),
                report.machine(),
                samples);
    }

    /**
     * @param name of the file that it was read from
     * @throws TandemException.Usage when these are times of something else than what is to be
     *     measured
     */
    public void mustBeOf(ComparisonRequest request, String name) {
        String wanted =
                what(request.job().spec().id(), request.parameters().asText(), request.seed());
        String there = what(job, parameters, seed);
        if (!there.equals(wanted)) {
            throw new TandemException.Usage(name + " has times of " + there + ", not of " + wanted);
        }
    }

    private static String what(String job, Map<String, String> parameters, long seed) {
        return Stream.concat(
                        parameters.entrySet().stream()
                                .map(e -> e.getKey() + "=" + plain(e.getValue())),
                        Stream.of("seed=" + seed))
                .collect(Collectors.joining(" ", job + " ", ""));
    }

    /** A number in the one form that all its forms share. */
    private static String plain(String value) {
        try {
            return new BigDecimal(value).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return value;
        }
    }

    /** What another machine has that this one has not, in words; empty when they are the same. */
    public String differenceFrom(Machine other) {
        return Stream.of(
                        difference("processor", machine.cpu(), other.cpu()),
                        difference("processors", machine.processors(), other.processors()),
                        difference("system", machine.os(), other.os()),
                        difference("runtime", machine.runtime(), other.runtime()))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining("; "));
    }

    private static String difference(String what, Object there, Object here) {
        return Objects.equals(there, here) ? "" : what + " " + there + ", here " + here;
    }

    /**
     * What has changed since then, by the model, for those that were measured both times.
     *
     * @throws TandemException.Usage when there is none
     */
    public Map<String, Difference> comparedWith(Export now, String name) {
        Map<String, List<Long>> both = new LinkedHashMap<>(samples);
        both.keySet().retainAll(now.samples.keySet());
        if (both.isEmpty()) {
            throw new TandemException.Usage(
                    name
                            + " has times of "
                            + String.join(", ", samples.keySet())
                            + ", and none of "
                            + String.join(", ", now.samples.keySet()));
        }
        Map<String, Difference> differences = new LinkedHashMap<>();
        both.forEach((model, before) -> {
            List<Long> after = now.samples.getOrDefault(model, List.of());
            differences.put(
                    model, Difference.between(doubles(before), doubles(after), both.size()));
        });
        return differences;
    }

    private static double[] doubles(List<Long> nanos) {
        return nanos.stream().mapToDouble(Long::doubleValue).toArray();
    }
}
