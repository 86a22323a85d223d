// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Variant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Writes completion scripts that know commands, options, ids, variants, parameters, chapters and
 * models without starting anything.
 */
final class Completion {

    private final CommandSpec spec;
    private final Catalogue catalogue;

    Completion(CommandSpec spec, Catalogue catalogue) {
        this.spec = spec;
        this.catalogue = catalogue;
    }

    String bash() {
        return """
        # bash completion of tandem and its chapters
        %s
        _tandem() {
          local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} words
          [ "$prev" = = ] && { COMPREPLY=(); return; }
          if [ "$COMP_CWORD" -eq 1 ]; then
            words="%s"
          else
            words=$(_tandem_words "${COMP_WORDS[0]##*/}" "$prev" "$cur" "${COMP_WORDS[@]:1}")
          fi
          COMPREPLY=($(compgen -W "$words" -- "$cur"))
          case ${COMPREPLY-} in *=) compopt -o nospace 2>/dev/null ;; esac
        }
        complete -o default -F _tandem %s
        """
                .formatted(words(), top(), executables());
    }

    String zsh() {
        return """
        #compdef %s
        # zsh completion of tandem and its chapters
        %s
        _tandem() {
          local prev=$words[CURRENT-1] cur=$words[CURRENT] found
          if (( CURRENT == 2 )); then
            local -a commands=(%s)
            _describe command commands
            return
          fi
          found=(${=$(_tandem_words "${words[1]:t}" "$prev" "$cur" "${(@)words[2,-1]}")})
          if [[ ${found[1]-} == *= ]]; then compadd -S '' -a found; else compadd -a found || _files; fi
        }
        _tandem "$@"
        """
                .formatted(executables(), words(), described());
    }

    /** A function that both shells understand: it prints what can stand at a place. */
    private String words() {
        return """
        _tandem_words() { # NAME PREVIOUS CURRENT COMMAND [WORD...]
          local name=$1 prev=$2 cur=$3 command=$4 id= word
          shift 4
          for word in "$@"; do
            case $word in [a-z]*.[a-z]*) id=$word; break ;; esac
          done
          case $prev in
            --chapter) echo "%s"; return ;;
            --models) echo "%s"; return ;;
            --launch) echo "jvm native"; return ;;
            --variant)
              case $id in
        %s      esac
              return ;;
            -p | --parameter)
              case $id in
        %s      esac
              return ;;
          esac
          case $command:$prev in
        %s  esac
          case $cur in
            -*)
              case $command in
        %s      esac ;;
            *)
              [ "$id" ] && [ "$id" != "$cur" ] && return
              case $command in
                compare) set -- %s ;;
                info) set -- %s ;;
                run | explore | replay | play) set -- %s ;;
                help) echo "%s"; return ;;
                *) return ;;
              esac
              for word in "$@"; do
                case $name:$word in tandem:* | "tandem-${word%%%%.*}:$word") echo "$word" ;; esac
              done ;;
          esac
        }\
        """
                .formatted(
                        chapters(),
                        ids(catalogue.models().stream().map(m -> m.id())),
                        cases(6, variants()),
                        cases(6, parameters()),
                        valued(),
                        cases(6, options()),
                        ids(catalogue.jobs().stream().map(j -> j.spec().id())),
                        String.join(" ", catalogue.ids()),
                        ids(catalogue.workloads().stream().map(w -> w.spec().id())),
                        commands());
    }

    private String top() {
        return commands() + " " + String.join(" ", Commands.names(spec));
    }

    private String commands() {
        return ids(Commands.visible(spec).stream().map(line -> line.getCommandSpec().name()));
    }

    private String described() {
        return Commands.visible(spec).stream()
                .map(CommandLine::getCommandSpec)
                .map(command ->
                        "'" + command.name() + ":" + quoted(Commands.summary(command)) + "'")
                .collect(Collectors.joining(" "));
    }

    private static String quoted(String text) {
        return text.replaceAll("\\s+", " ").replace("'", "'\\''").replace(":", "\\:");
    }

    private String chapters() {
        return ids(catalogue.chapters().stream().map(chapter -> chapter.id()));
    }

    private String executables() {
        return Documents.ALL
                + " "
                + ids(
                        catalogue.chapters().stream()
                                .map(chapter -> Documents.ALL + "-" + chapter.id()));
    }

    private Map<String, String> variants() {
        Map<String, String> variants = new TreeMap<>();
        catalogue
                .workloads()
                .forEach(w ->
                        variants.put(
                                w.spec().id(), ids(w.spec().variants().stream().map(Variant::id))));
        return variants;
    }

    private Map<String, String> parameters() {
        Map<String, String> parameters = new TreeMap<>();
        catalogue
                .workloads()
                .forEach(w -> parameters.put(w.spec().id(), keys(w.spec().parameters())));
        catalogue.jobs().forEach(j -> parameters.put(j.spec().id(), keys(j.spec().parameters())));
        return parameters;
    }

    private static String keys(List<Parameter<?>> parameters) {
        return ids(parameters.stream().map(parameter -> parameter.name() + "="));
    }

    private Map<String, String> options() {
        Map<String, String> options = new TreeMap<>();
        for (CommandLine line : Commands.visible(spec)) {
            options.put(
                    line.getCommandSpec().name(),
                    String.join(" ", Commands.names(line.getCommandSpec())));
        }
        return options;
    }

    /** Nothing is offered after an option whose value can be anything. */
    private String valued() {
        List<String> places = new ArrayList<>();
        for (CommandLine line : Commands.visible(spec)) {
            for (OptionSpec option : Commands.options(line.getCommandSpec())) {
                if (Commands.takesValue(option)) {
                    Stream.of(option.names())
                            .forEach(name -> places.add(line.getCommandSpec().name() + ":" + name));
                }
            }
        }
        return places.isEmpty() ? "" : "    " + String.join(" | ", places) + ") return ;;\n";
    }

    private static String cases(int indent, Map<String, String> words) {
        return words.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry ->
                        " ".repeat(indent)
                                + entry.getKey()
                                + ") echo \""
                                + entry.getValue()
                                + "\" ;;\n")
                .collect(Collectors.joining());
    }

    private static String ids(Stream<String> ids) {
        return ids.collect(Collectors.joining(" "));
    }
}
