// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.cli.Cli;
import dev.tandem.cli.ExitCode;
import dev.tandem.processes.cluster.Message.Hello;
import dev.tandem.spi.TandemException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jgroups.Address;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Members on this and on other machines. */
@Command(
        name = "cluster",
        description = "Have jobs done by members on this and on other machines.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
final class ClusterCommand implements Runnable {

    private static final String MEMBERS =
            "Where other members are: host:port, or dns:NAME for all that a name stands for.";

    private final Cli cli;

    ClusterCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public void run() {
        throw new TandemException.Usage(
                "cluster lacks a command: serve, status or key; see '"
                        + cli.name()
                        + " cluster --help'");
    }

    @Command(
            name = "key",
            description = "Make the key of a new cluster: whoever has it is let in, nobody else.",
            mixinStandardHelpOptions = true)
    int key(
            @Parameters(
                            paramLabel = "FILE",
                            arity = "0..1",
                            defaultValue = Clusters.KEY_FILE,
                            description = "The file to make. Default: ${DEFAULT-VALUE}.")
                    Path file,
            @Option(
                            names = "--days",
                            paramLabel = "N",
                            defaultValue = "365",
                            description =
                                    "For how many days it is valid. Default: ${DEFAULT-VALUE}.")
                    int days) {
        if (days < 1) {
            throw new TandemException.Usage("--days is a number from 1, not " + days);
        }
        ClusterKey.create(Instant.now(), Duration.ofDays(days)).save(file);
        cli.out().println("made " + file + ", valid for " + days + " days");
        cli.out().println("carry it to each machine: scp -p " + file + " HOST:");
        cli.out()
                .println(
                        "and start a member there:  "
                                + cli.name()
                                + " cluster serve --key "
                                + file);
        return ExitCode.OK;
    }

    @Command(
            name = "serve",
            description = "Be a member: compute what callers ask for, until interrupted.",
            mixinStandardHelpOptions = true)
    int serve(
            @Option(
                            names = "--listen",
                            paramLabel = "ADDRESS",
                            defaultValue = "127.0.0.1:7800",
                            description =
                                    "The one address to listen at. Default: ${DEFAULT-VALUE}.")
                    String listen,
            @Option(names = "--members", paramLabel = "PLACE", split = ",", description = MEMBERS)
                    @Nullable List<String> members,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            defaultValue = Clusters.KEY_FILE,
                            description = "The key of the cluster. Default: ${DEFAULT-VALUE}.")
                    Path file)
            throws InterruptedException {
        ClusterKey key = ClusterKey.load(file, Instant.now());
        InetSocketAddress own = Place.own(listen);
        int cores = Runtime.getRuntime().availableProcessors();
        try (var member =
                new Member(
                        own,
                        new Places(members == null ? List.of() : members),
                        key,
                        Identity.of(cli.catalogue().get()),
                        cores,
                        id -> cli.catalogue().get().job(id),
                        this::tell)) {
            tell(
                    "listens at "
                            + Place.text(member.node().place())
                            + " with "
                            + cores
                            + " cores, "
                            + (member.node().present().size() - 1)
                            + " others are there");
            new CountDownLatch(1).await();
        }
        return ExitCode.OK;
    }

    private void tell(String text) {
        cli.out().println(text);
        cli.out().flush();
    }

    @Command(
            name = "status",
            description = "List the members: their version, cores, load and what they do.",
            mixinStandardHelpOptions = true)
    int status(
            @Option(
                            names = "--members",
                            paramLabel = "PLACE",
                            split = ",",
                            defaultValue = "127.0.0.1:7800",
                            description = MEMBERS)
                    List<String> members,
            @Option(
                            names = "--listen",
                            paramLabel = "ADDRESS",
                            defaultValue = "127.0.0.1:0",
                            description = "The address of this machine that they reach.")
                    String listen,
            @Option(
                            names = "--key",
                            paramLabel = "FILE",
                            defaultValue = Clusters.KEY_FILE,
                            description = "The key of the cluster. Default: ${DEFAULT-VALUE}.")
                    Path file)
            throws InterruptedException {
        ClusterKey key = ClusterKey.load(file, Instant.now());
        Places places = new Places(members);
        Identity identity = Identity.of(cli.catalogue().get());
        try (var caller = new Caller(Place.own(listen), places, key, identity)) {
            caller.awaitHellos(places.now().size(), Clusters.PATIENCE);
            if (caller.members().isEmpty()) {
                throw caller.nobody(places, key);
            }
            for (Map.Entry<Address, Hello> member : caller.members().entrySet()) {
                Hello hello = member.getValue();
                cli.out()
                        .println(
                                String.format(
                                        Locale.ROOT,
                                        "%-21s  %s  %d cores  load %s  %s%s",
                                        Place.text(caller.node().place(member.getKey())),
                                        hello.build(),
                                        hello.cores(),
                                        load(hello),
                                        hello.doing(),
                                        identity.isThatOf(hello)
                                                ? ""
                                                : "  (of another build or catalogue, not used)"));
            }
        }
        return ExitCode.OK;
    }

    private static String load(Hello hello) {
        return hello.load() < 0 ? "unknown" : String.format(Locale.ROOT, "%.2f", hello.load());
    }
}
