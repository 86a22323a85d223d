// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import dev.tandem.cli.CommandLines;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Parameter;
import dev.tandem.spi.Variant;
import dev.tandem.spi.Workload;
import dev.tandem.spi.WorkloadSpec;
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
          COMPREPLY=()
          # Readline takes the sign in --name=value for a word, and so it does with a name.
          [ "$cur" = = ] && cur= && prev="$prev="
          [ "$prev" = = ] && prev="${COMP_WORDS[COMP_CWORD-2]}="
          case $prev in
            -*=) prev=${prev%%=} ;;
            *=) return ;;
          esac
          case $cur in @*) COMPREPLY=($(compgen -P @ -f -- "${cur#@}")); return ;; esac
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
          if [[ $cur == --*=* ]]; then
            compset -P 1 '*='
            prev=${cur%%%%=*} cur=${cur#*=}
          fi
          compset -P @ && { _files; return }
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
          local name=$1 prev=$2 cur=$3 command=$4 id= word before=
          shift 4
          # A command of a command, once its name has been ended.
          if [ $# -gt 1 ]; then
            case "$command $1" in
        %s    esac
          fi
          for word in "$@"; do
            case $word in [a-z]*.[a-z]*) id=$word; break ;; esac
          done
          case $prev in
            --chapter) echo "%s"; return ;;
            --models)
              case $cur in *,*) before=${cur%%,*}, ;; esac
              for word in %s; do
                case ,$before in *,$word,*) ;; *) echo "$before$word" ;; esac
              done
              return ;;
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
        %s        help) echo "%s"; return ;;
                *) return ;;
              esac
              for word in "$@"; do
                case $name:$word in tandem:* | "tandem-${word%%%%.*}:$word") echo "$word" ;; esac
              done ;;
          esac
        }\
        """
                .formatted(
                        nested(),
                        chapters(),
                        ids(catalogue.models().stream().map(m -> m.id())),
                        cases(variants()),
                        cases(parameters()),
                        valued(),
                        cases(options()),
                        subjects(),
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
        Commands.all(spec)
                .forEach(command ->
                        options.put(
                                Commands.path(command), String.join(" ", Commands.names(command))));
        return options;
    }

    /** What is offered after an option; nothing where its value can be anything. */
    private String valued() {
        Map<String, List<String>> places = new TreeMap<>();
        Commands.all(spec)
                .forEach(command -> {
                    for (OptionSpec option : Commands.options(command)) {
                        if (Commands.takesValue(option)) {
                            Stream.of(option.names())
                                    .map(name -> Commands.path(command) + ":" + name)
                                    .forEach(
                                            places.computeIfAbsent(
                                                            Commands.choices(option),
                                                            words -> new ArrayList<>())
                                                    ::add);
                        }
                    }
                });
        return places.entrySet().stream()
                .map(entry ->
                        "    %s) echo \"%s\"; return ;;\n"
                                .formatted(String.join(" | ", entry.getValue()), entry.getKey()))
                .collect(Collectors.joining());
    }

    /** The ids that a command is about. */
    private String subjects() {
        Map<String, String> subjects = new TreeMap<>();
        for (CommandLine line : Commands.visible(spec)) {
            CommandSpec command = line.getCommandSpec();
            List<String> labels =
                    command.positionalParameters().stream()
                            .flatMap(p -> Stream.of(p.paramLabel().split("\\|")))
                            .toList();
            Stream<String> workloads =
                    catalogue.workloads().stream()
                            .map(Workload::spec)
                            .filter(w ->
                                    !CommandLines.EXPLORING.contains(command.name())
                                            || w.exploration().isPresent())
                            .map(WorkloadSpec::id);
            Stream<String> jobs = catalogue.jobs().stream().map(job -> job.spec().id());
            subjects.put(
                    command.name(),
                    ids(
                            Stream.concat(
                                            labels.contains("ID") ? workloads : Stream.empty(),
                                            labels.contains("JOB") ? jobs : Stream.empty())
                                    .distinct()));
        }
        return cases("        %s) set -- %s ;;\n", subjects)
                + cases("        %s) echo \"%s\"; return ;;\n", commandsOfCommands());
    }

    private Map<String, String> commandsOfCommands() {
        Map<String, String> nested = new TreeMap<>();
        Commands.all(spec)
                .forEach(command ->
                        nested.put(
                                Commands.path(command),
                                ids(
                                        Commands.visible(command).stream()
                                                .map(line -> line.getCommandSpec().name()))));
        return nested;
    }

    private String nested() {
        String paths =
                Commands.all(spec)
                        .filter(command -> command.parent().parent() != null)
                        .map(Commands::path)
                        .collect(Collectors.joining(" | "));
        return paths.isEmpty()
                ? ""
                : "      %s) command=\"$command $1\"; shift ;;\n".formatted(paths);
    }

    private static String cases(Map<String, String> words) {
        return cases("        %s) echo \"%s\" ;;\n", words);
    }

    private static String cases(String form, Map<String, String> words) {
        return words.entrySet().stream()
                .filter(entry -> !entry.getValue().isEmpty())
                .map(entry -> form.formatted(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining());
    }

    private static String ids(Stream<String> ids) {
        return ids.collect(Collectors.joining(" "));
    }
}
