// SPDX-License-Identifier: Apache-2.0
package dev.tandem.dist;

import dev.tandem.cli.Cli;
import dev.tandem.cli.CommandLines;
import dev.tandem.cli.Input;
import dev.tandem.cli.Version;
import dev.tandem.cli.text.Screen;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.lab.compare.SequentialModel;
import dev.tandem.lab.launch.Launcher;
import dev.tandem.spi.Chapter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the man pages, the completion scripts and the licences of all executables. */
public final class Documents {

    /**
     * The executable with every chapter; those of one chapter are called {@code tandem-<chapter>}.
     */
    static final String ALL = "tandem";

    private Documents() {}

    /**
     * @param args the folder to write to, and that of the licences which jars lack
     */
    public static void main(String... args) throws IOException {
        Path folder = Path.of(args[0]);
        Catalogue catalogue = Catalogue.discover(List.of(new SequentialModel()));
        if (!catalogue.problems().isEmpty()) {
            throw new IllegalStateException("the catalogue is broken: " + catalogue.problems());
        }
        CommandSpec spec = commands(catalogue).getCommandSpec();

        var pages = new ManPage(Version.number());
        Path man = folder.resolve("man/man1");
        write(man.resolve(ALL + ".1"), pages.overview(spec));
        for (CommandLine command : Commands.visible(spec)) {
            CommandSpec sub = command.getCommandSpec();
            write(man.resolve(ALL + "-" + sub.name() + ".1"), pages.command(sub));
        }
        for (Chapter chapter : catalogue.chapters()) {
            write(man.resolve(ALL + "-" + chapter.id() + ".1"), pages.chapter(ALL, chapter));
        }

        var completion = new Completion(spec, catalogue);
        write(folder.resolve("completion/bash/" + ALL), completion.bash());
        write(folder.resolve("completion/zsh/_" + ALL), completion.zsh());

        new Licences(Path.of(args[1]))
                .write(System.getProperty("java.class.path"), folder.resolve("licences"));
    }

    private static CommandLine commands(Catalogue catalogue) {
        var nowhere = new PrintWriter(PrintWriter.nullWriter());
        var cli =
                new Cli(
                        ALL,
                        () -> catalogue,
                        launch -> new Launcher(ALL, launch),
                        Input.NONE,
                        nowhere,
                        nowhere,
                        Screen.NONE,
                        Screen.NONE);
        return CommandLines.of(cli, Optional.of(shell -> 0));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
