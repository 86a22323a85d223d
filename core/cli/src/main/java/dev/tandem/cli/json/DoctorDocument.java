// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@code doctor --json} prints.
 *
 * @param missing the names of the checks that have found something missing
 */
@Json
public record DoctorDocument(List<Check> checks, List<String> missing) {

    public static DoctorDocument of(List<Check> checks) {
        return new DoctorDocument(
                checks, checks.stream().filter(check -> !check.ok()).map(Check::name).toList());
    }

    /**
     * @param finding what was found
     * @param remedy what would help; null when nothing is missing
     */
    @Json
    public record Check(String name, boolean ok, String finding, @Nullable String remedy) {

        public static Check found(String name, String finding) {
            return new Check(name, true, finding, null);
        }

        public static Check of(String name, Availability availability) {
            return availability instanceof Unavailable u
                    ? new Check(name, false, u.reason(), u.remedy())
                    : found(name, "available");
        }
    }
}
