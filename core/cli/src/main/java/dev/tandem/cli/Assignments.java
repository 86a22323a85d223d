// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterConsumer;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Reads {@code NAME=VALUE} into a map, each name once. */
final class Assignments implements IParameterConsumer {

    @Override
    @SuppressWarnings("JdkObsolete") // the interface is picocli's
    public void consumeParameters(Stack<String> words, ArgSpec option, CommandSpec command) {
        String word = words.isEmpty() ? "" : words.pop();
        int equals = word.indexOf('=');
        if (equals < 1) {
            throw new ParameterException(
                    command.commandLine(), "--parameter takes NAME=VALUE, not '" + word + "'");
        }
        Map<String, String> values = option.getValue();
        String name = word.substring(0, equals);
        String value = word.substring(equals + 1);
        String former = values.putIfAbsent(name, value);
        if (former != null) {
            throw new ParameterException(
                    command.commandLine(),
                    "--parameter gives " + name + " twice: '" + former + "' and '" + value + "'");
        }
    }
}
