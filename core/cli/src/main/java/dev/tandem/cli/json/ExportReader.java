// SPDX-License-Identifier: Apache-2.0
package dev.tandem.cli.json;

import dev.tandem.lab.compare.Export;
import dev.tandem.lab.compare.Machine;
import dev.tandem.spi.TandemException;
import io.avaje.json.JsonException;
import io.avaje.jsonb.Jsonb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the times in what {@code compare --json} has printed. */
public final class ExportReader {

    private ExportReader() {}

    /**
     * @param name of the file, for the message
     * @throws TandemException.Usage when the text is no such document, or is cut off
     */
    public static Export read(String text, String name) {
        try {
            Map<?, ?> document = map(Jsonb.instance().type(Object.class).fromJson(text));
            Map<String, String> parameters = new LinkedHashMap<>();
            map(document.get("parameters"))
                    .forEach((key, value) -> parameters.put(text(key), text(value)));
            Map<String, List<Long>> samples = new LinkedHashMap<>();
            for (Object each : list(document.get("models"))) {
                Map<?, ?> model = map(each);
                List<Long> nanos =
                        list(model.get("samples")).stream().map(ExportReader::number).toList();
                if (!nanos.isEmpty()) {
                    samples.put(text(model.get("id")), nanos);
                }
            }
            return new Export(
                    text(document.get("job")),
                    parameters,
                    number(document.get("seed")),
                    machine(map(document.get("machine"))),
                    samples);
        } catch (JsonException | ClassCastException e) {
            throw new TandemException.Usage(
                    name + " is no whole export in JSON, as --export FILE.json writes it");
        }
    }

    private static Machine machine(Map<?, ?> machine) {
        return new Machine(
                text(machine.get("cpu")),
                Math.toIntExact(number(machine.get("processors"))),
                number(machine.get("memoryBytes")),
                text(machine.get("os")),
                text(machine.get("runtime")));
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return (Map<?, ?>) there(value);
    }

    private static List<?> list(@Nullable Object value) {
        return (List<?>) there(value);
    }

    private static long number(@Nullable Object value) {
        return ((Number) there(value)).longValue();
    }

    private static String text(@Nullable Object value) {
        return there(value).toString();
    }

    private static Object there(@Nullable Object value) {
        if (value == null) {
            throw new ClassCastException("something is missing");
        }
        return value;
    }
}
