// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli;

import dev.tandem.cli.json.DoctorDocument;
import dev.tandem.cli.json.DoctorDocument.Check;
import dev.tandem.cli.json.Documents;
import dev.tandem.cli.text.Screen.Style;
import dev.tandem.explore.text.Text;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.Need;
import dev.tandem.spi.os.Image;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Check what this machine offers, and say what is missing and how to get it.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:nothing is missing", "3:something is, and what needs it cannot run"},
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private final Cli cli;

    @Mixin private JsonOption json = new JsonOption();

    DoctorCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public Integer call() {
        List<Check> checks = checks();
        DoctorDocument document = DoctorDocument.of(checks);
        if (json.json) {
            Documents.print(cli.out(), document);
        } else {
            print(checks);
        }
        return document.missing().isEmpty() ? ExitCode.OK : ExitCode.MISSING;
    }

    private void print(List<Check> checks) {
        int width = checks.stream().mapToInt(c -> c.name().length()).max().orElse(0);
        for (Check check : checks) {
            String mark =
                    check.ok()
                            ? cli.screen().paint(Style.GOOD, "ok      ")
                            : cli.screen().paint(Style.NOTE, "missing ");
            String name = check.name() + " ".repeat(width - check.name().length()) + "  ";
            print(mark + name, check.finding());
            if (check.remedy() != null) {
                print(" ".repeat(10 + width) + "→ ", check.remedy());
            }
        }
    }

    private void print(String lead, String text) {
        Text.hanging(lead, text, cli.screen().width()).forEach(cli.out()::println);
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        checks.add(
                Check.found(
                        "runtime",
                        Image.RUNS
                                ? "native executable"
                                : System.getProperty("java.vm.name")
                                        + " "
                                        + System.getProperty("java.vm.version")));
        checks.add(
                Check.found(
                        "processors",
                        Integer.toString(Runtime.getRuntime().availableProcessors())));
        checks.add(
                Files.isDirectory(Path.of("/proc/self"))
                        ? Check.found("/proc", "processes, memory and context switches can be read")
                        : new Check(
                                "/proc",
                                false,
                                "this system shows no process files",
                                "use Linux for the observations that come from the kernel"));
        checks.add(
                Image.RUNS
                        ? new Check(
                                "explorer",
                                true,
                                "available for workloads, not for classes of your own",
                                "use --class-path with the JVM distribution, or with ./tandem")
                        : Check.found("explorer", "available"));
        Catalogue catalogue = cli.catalogue().get();
        catalogue
                .chapters()
                .forEach(c -> checks.add(Check.of("chapter " + c.id(), c.availability())));
        checks.addAll(unmetNeeds(catalogue));
        catalogue.models().forEach(m -> checks.add(Check.of("model " + m.id(), m.availability())));
        catalogue
                .problems()
                .forEach(p ->
                        checks.add(
                                new Check(p.provider(), false, p.reason(), "remove or mend it")));
        return checks;
    }

    /** A line for all that some workload or job has to have and this machine lacks. */
    private static List<Check> unmetNeeds(Catalogue catalogue) {
        Map<Need, List<String>> users = new LinkedHashMap<>();
        catalogue.workloads().forEach(w -> note(w.spec().needs(), w.spec().id(), users));
        catalogue.jobs().forEach(j -> note(j.spec().needs(), j.spec().id(), users));
        List<Check> unmet = new ArrayList<>();
        users.forEach((need, ids) -> {
            if (need.availability() instanceof Unavailable(String reason, String remedy)) {
                String finding = reason + ", which is needed by " + String.join(", ", ids);
                unmet.add(new Check(need.title(), false, finding, remedy));
            }
        });
        return unmet;
    }

    private static void note(List<Need> needs, String id, Map<Need, List<String>> users) {
        needs.forEach(need -> users.computeIfAbsent(need, n -> new ArrayList<>()).add(id));
    }
}
