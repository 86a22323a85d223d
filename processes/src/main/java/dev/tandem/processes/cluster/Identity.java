// SPDX-License-Identifier: Apache-2.0
package dev.tandem.processes.cluster;

import dev.tandem.cli.Version;
import dev.tandem.lab.catalogue.Catalogue;
import dev.tandem.processes.cluster.Message.Hello;
import dev.tandem.processes.cluster.Message.Role;
import dev.tandem.spi.Parameter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * What two processes must have in common to work on the same job.
 *
 * @param build the version of tandem
 * @param catalogue a digest of the jobs with their parameters
 */
record Identity(String build, long catalogue) {

    static Identity of(Catalogue catalogue) {
        List<String> jobs =
                catalogue.jobs().stream()
                        .map(job ->
                                job.spec().id()
                                        + job.spec().parameters().stream()
                                                .map(Parameter::name)
                                                .toList())
                        .sorted()
                        .toList();
        var digest = new CRC32C();
        digest.update(String.join("\n", jobs).getBytes(StandardCharsets.UTF_8));
        return new Identity(Version.number(), digest.getValue());
    }

    Hello hello(Role role, int cores, double load, String doing) {
        return new Hello(role, build, catalogue, cores, load, doing);
    }

    boolean isThatOf(Hello hello) {
        return hello.build().equals(build) && hello.catalogue() == catalogue;
    }
}
