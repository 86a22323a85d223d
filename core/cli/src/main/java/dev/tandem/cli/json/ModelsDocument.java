// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.spi.Availability;
import dev.tandem.spi.Availability.Unavailable;
import dev.tandem.spi.ExecutionModel;
import io.avaje.jsonb.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What {@code models --json} prints. */
@Json
public record ModelsDocument(List<Entry> models) {

    @Json
    public record Entry(
            String id,
            String title,
            String description,
            boolean available,
            @Nullable String reason,
            @Nullable String remedy) {

        public static Entry of(ExecutionModel model) {
            Availability availability = model.availability();
            return new Entry(
                    model.id(),
                    model.title(),
                    model.description(),
                    availability.isAvailable(),
                    availability instanceof Unavailable u ? u.reason() : null,
                    availability instanceof Unavailable u ? u.remedy() : null);
        }
    }
}
