// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.Documents;
import dev.tandem.cli.json.ModelsDocument;
import dev.tandem.cli.json.ModelsDocument.Entry;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "models",
        description = "List the execution models and whether this machine offers them.",
        mixinStandardHelpOptions = true)
final class ModelsCommand implements Callable<Integer> {

    private final Cli cli;

    @Mixin private JsonOption json = new JsonOption();

    ModelsCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        List<Entry> entries = cli.catalogue().get().models().stream().map(Entry::of).toList();
        if (json.json) {
            Documents.print(cli.out(), new ModelsDocument(entries));
            return ExitCode.OK;
        }
        int width = entries.stream().mapToInt(e -> e.id().length()).max().orElse(0);
        for (Entry entry : entries) {
            String name = Text.left(entry.id(), width);
            String text =
                    entry.available()
                            ? entry.description()
                            : "not available: " + entry.reason() + "; " + entry.remedy();
            List<String> lines = Text.wrap(text, Math.max(24, cli.screen().width() - width - 2));
            cli.out().println(cli.screen().paint(Style.NAME, name) + "  " + lines.getFirst());
            lines.stream().skip(1).forEach(line -> cli.out().println(" ".repeat(width + 2) + line));
        }
        return ExitCode.OK;
    }
}
