// SPDX-License-Identifier: Apache-2.0
package dev.tandem.shell.line;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The words of a line with what each of them stands for, as the model of the commands has it.
 *
 * @param places one for each word
 */
record Sentence(List<String> words, List<Place> places) {

    /** What stands at a word. */
    sealed interface Place {}

    /** A command of {@code parent}. */
    record Command(CommandLine parent) implements Place {}

    /** The name of an option of {@code command}. */
    record OptionName(CommandLine command) implements Place {}

    /**
     * The value of an option or a positional parameter.
     *
     * @param offset where the value begins in the word, behind {@code --name=}
     */
    record Value(CommandLine command, ArgSpec arg, int offset) implements Place {}

    /** Nothing can stand here. */
    record Nothing() implements Place {}

    static Sentence of(CommandLine root, List<String> words) {
        return new Reading(root, words).read();
    }

    /** The first word that stands for the positional parameter with the given label. */
    Optional<String> valueOf(String label) {
        for (int i = 0; i < words.size(); i++) {
            if (places.get(i) instanceof Value value
                    && value.arg().isPositional()
                    && List.of(value.arg().paramLabel().split("\\|")).contains(label)) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
    }

    private static final class Reading {

        private final List<String> words;
        private final List<Place> places = new ArrayList<>();
        private CommandLine command;
        private @Nullable OptionSpec awaiting;
        private int positionals;

        Reading(CommandLine root, List<String> words) {
            command = root;
            this.words = words;
        }

        Sentence read() {
            words.forEach(word -> places.add(place(word)));
            return new Sentence(List.copyOf(words), List.copyOf(places));
        }

        private Place place(String word) {
            OptionSpec option = awaiting;
            if (option != null) {
                awaiting = null;
                return new Value(command, option, 0);
            }
            if (word.startsWith("-")) {
                return option(word);
            }
            if (positionals == 0 && !command.getSubcommands().isEmpty()) {
                var place = new Command(command);
                CommandLine sub = command.getSubcommands().get(word);
                command = sub == null ? command : sub;
                return place;
            }
            int index = positionals++;
            for (PositionalParamSpec positional : command.getCommandSpec().positionalParameters()) {
                if (positional.index().contains(index)) {
                    return new Value(command, positional, 0);
                }
            }
            return new Nothing();
        }

        private Place option(String word) {
            var options = command.getCommandSpec().optionsMap();
            int equals = word.indexOf('=');
            OptionSpec named = options.get(equals < 0 ? word : word.substring(0, equals));
            if (named != null && equals >= 0) {
                return new Value(command, named, equals + 1);
            }
            if (named != null) {
                awaiting = named.arity().max() > 0 ? named : null;
                return new OptionName(command);
            }
            // As in -pmeals=3.
            OptionSpec attached = word.length() > 2 ? options.get(word.substring(0, 2)) : null;
            return attached != null && attached.arity().max() > 0
                    ? new Value(command, attached, 2)
                    : new OptionName(command);
        }
    }
}
