// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The places in the program where a step can begin, and numbers for the fields that steps access.
 * The worlds of one search share them, so that a number means the same in each.
 */
public final class Places {

    /** What the initialiser of a class is called. */
    static final String INITIALISER = "<clinit>";

    private static final Place NOWHERE = new Place("", "", "", 0, "begins");

    private final List<Place> places = new ArrayList<>(List.of(NOWHERE));
    private final Map<Occurrence, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> fields = new HashMap<>();
    private final List<String> fieldNames = new ArrayList<>(List.of("", "the value of an atomic"));

    /**
     * @param owner the class, with dots
     * @param file the source file
     * @param operation what is done there: {@code ReentrantLock.lock}
     * @param asked the field that has the lock which is asked for there: {@code Account.lock};
     *     empty where no field has it
     */
    public record Place(
            String owner, String method, String file, int line, String operation, String asked) {

        public Place(String owner, String method, String file, int line, String operation) {
            this(owner, method, file, line, operation, "");
        }

        /** Whether it is where a class is to be initialised. */
        public boolean isInitialiser() {
            return method.equals(INITIALISER);
        }

        /** The place where that is done. */
        public Place with(String other) {
            return new Place(owner, method, file, line, other, asked);
        }

        @Override
        public String toString() {
            return file.isEmpty() ? operation : operation + " at " + file + ":" + line;
        }
    }

    private record Occurrence(Place place, int number) {}

    void write(DataOutput to) throws IOException {
        to.writeInt(places.size());
        for (Place place : places) {
            to.writeUTF(place.owner());
            to.writeUTF(place.method());
            to.writeUTF(place.file());
            to.writeInt(place.line());
            to.writeUTF(place.operation());
            to.writeUTF(place.asked());
        }
        to.writeInt(fieldNames.size());
        for (String name : fieldNames) {
            to.writeUTF(name);
        }
        to.writeInt(fields.size());
        for (var field : fields.entrySet()) {
            to.writeUTF(field.getKey());
            to.writeInt(field.getValue());
        }
    }

    /** Places that have been written, to be looked up. */
    static Places read(DataInput from) throws IOException {
        Places read = new Places();
        read.places.clear();
        for (int rest = from.readInt(); rest > 0; rest--) {
            read.places.add(
                    new Place(
                            from.readUTF(),
                            from.readUTF(),
                            from.readUTF(),
                            from.readInt(),
                            from.readUTF(),
                            from.readUTF()));
        }
        read.fieldNames.clear();
        for (int rest = from.readInt(); rest > 0; rest--) {
            read.fieldNames.add(from.readUTF());
        }
        for (int rest = from.readInt(); rest > 0; rest--) {
            read.fields.put(from.readUTF(), from.readInt());
        }
        return read;
    }

    /**
     * The number of a place, the same for whichever world asks.
     *
     * @param occurrence tells those apart that are in one line and do the same
     */
    public synchronized int number(Place place, int occurrence) {
        return numbers.computeIfAbsent(
                new Occurrence(place, occurrence),
                found -> {
                    places.add(place);
                    return places.size() - 1;
                });
    }

    public synchronized Place get(int number) {
        return places.get(number);
    }

    synchronized int field(String owner, String name) {
        return fields.computeIfAbsent(
                owner + "." + name,
                key -> {
                    fieldNames.add(MethodRewriter.simple(owner) + "." + name);
                    return fieldNames.size() - 1;
                });
    }

    /** Whether a field has a number. */
    synchronized boolean hasField(String owner, String name) {
        return fields.containsKey(owner + "." + name);
    }

    /** The class and the name of a field, without the package. */
    public synchronized String fieldName(int number) {
        return fieldNames.get(number);
    }
}
