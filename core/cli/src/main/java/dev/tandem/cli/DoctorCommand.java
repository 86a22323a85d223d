package dev.tandem.cli;

import dev.tandem.cli.Screen.Style;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import io.avaje.jsonb.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "doctor",
        description = "Check what this machine offers, and say what is missing and how to get it.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Callable<Integer> {

    private final Cli cli;

    @Mixin private JsonOption json = new JsonOption();

    DoctorCommand(Cli cli) {
        this.cli = cli;
    }

    /** What {@code doctor --json} prints. */
    @Json
    record Document(List<Check> checks) {}

    /**
     * @param finding what was found
     * @param remedy what would help; null when nothing is missing
     */
    @Json
    record Check(String name, boolean ok, String finding, @Nullable String remedy) {

        static Check found(String name, String finding) {
            return new Check(name, true, finding, null);
        }

        static Check of(String name, Availability availability) {
            return availability instanceof Unavailable u
                    ? new Check(name, false, u.reason(), u.remedy())
                    : found(name, "available");
        }
    }

    @Override
    public Integer call() {
        List<Check> checks = checks();
        if (json.json) {
            dev.tandem.cli.Json.print(cli.out(), new Document(checks));
            return ExitCode.OK;
        }
        int width = checks.stream().mapToInt(c -> c.name().length()).max().orElse(0);
        for (Check check : checks) {
            String mark =
                    check.ok()
                            ? cli.screen().paint(Style.GOOD, "ok      ")
                            : cli.screen().paint(Style.NOTE, "missing ");
            String name = check.name() + " ".repeat(width - check.name().length());
            cli.out().println(mark + name + "  " + check.finding());
            if (check.remedy() != null) {
                cli.out().println(" ".repeat(10 + width) + "→ " + check.remedy());
            }
        }
        return ExitCode.OK;
    }

    private List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        boolean isImage = System.getProperty("org.graalvm.nativeimage.imagecode") != null;
        checks.add(
                Check.found(
                        "runtime",
                        isImage
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
                isImage
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
        catalogue.models().forEach(m -> checks.add(Check.of("model " + m.id(), m.availability())));
        catalogue
                .problems()
                .forEach(p ->
                        checks.add(
                                new Check(p.provider(), false, p.reason(), "remove or mend it")));
        return checks;
    }
}
