// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.lab.choose.Needs;
import dev.tandem.spi.TandemException.Usage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** What {@code choose} cannot measure: options in scripts, questions on a terminal. */
final class NeedsOptions {

    @Option(
            names = "--isolate",
            description = "A part that ends its process must leave the others alone.")
    private boolean isolate;

    @Option(
            names = "--grow",
            paramLabel = "N",
            description = "There will be N times as many parts. Default: 1.")
    private Optional<Integer> growth = Optional.empty();

    @Option(
            names = "--machines",
            paramLabel = "N",
            description = "So many machines are at hand, this one included. Default: 1.")
    private Optional<Integer> machines = Optional.empty();

    /**
     * @throws Usage when a value is out of bounds
     */
    void check() {
        given();
    }

    /** As the options have it. */
    Needs given() {
        return new Needs(isolate, growth.orElse(1), machines.orElse(1));
    }

    private boolean areGiven() {
        return isolate || growth.isPresent() || machines.isPresent();
    }

    /** Answers as options, for another process; none when there are options already. */
    List<String> answers(Needs answered) {
        List<String> options = new ArrayList<>();
        if (!areGiven()) {
            options.addAll(List.of("--grow", Integer.toString(answered.growth())));
            options.addAll(List.of("--machines", Integer.toString(answered.machines())));
            if (answered.isolated()) {
                options.add("--isolate");
            }
        }
        return options;
    }

    /**
     * As the options have it or, when there is none of them and a person to ask, as answered.
     *
     * @return empty when the answers end before the questions do
     */
    Optional<Needs> asked(Cli cli) throws IOException, InterruptedException {
        if (areGiven() || !cli.in().isInteractive()) {
            return Optional.of(given());
        }
        while (true) {
            try {
                Optional<String> alone =
                        cli.in()
                                .line(
                                        "May a part end its process, and must the others go on? [no] ");
                Optional<String> more =
                        alone.isEmpty()
                                ? alone
                                : cli.in().line("How many times as many parts will there be? [1] ");
                Optional<String> hosts =
                        more.isEmpty()
                                ? more
                                : cli.in().line("How many machines are at hand? [1] ");
                return hosts.isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                new Needs(
                                        isYes(alone.orElseThrow()),
                                        number(more.orElseThrow()),
                                        number(hosts.get())));
            } catch (Usage e) {
                cli.complain(String.valueOf(e.getMessage()));
            }
        }
    }

    private static boolean isYes(String answer) {
        return switch (answer.strip().toLowerCase(Locale.ROOT)) {
            case "", "n", "no" -> false;
            case "y", "yes" -> true;
            default -> throw new Usage("'" + answer.strip() + "' is neither yes nor no");
        };
    }

    private static int number(String answer) {
        String text = answer.strip();
        if (!text.matches("\\d{0,9}")) {
            throw new Usage("'" + text + "' is not a number; write a whole one, such as 10");
        }
        return text.isEmpty() ? 1 : Integer.parseInt(text);
    }
}
