// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Parts;
import dev.tandem.explore.world.World;
import dev.tandem.spi.TandemException;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/**
 * The rewritten classes that {@link Twins} has put into an image, all of them for the world that
 * was made last.
 */
final class ImageClasses implements WorldClasses {

    /** What the twins are beside their code: check sums and places. */
    static final String TABLE = Names.PREFIX + "table";

    private static final String PREFIX = Names.PREFIX.replace('/', '.');

    private final ClassLoader loader;
    private final int level;
    private final Map<String, Reach> reaches;
    private final Places places;

    private ImageClasses(ClassLoader loader, int level, Map<String, Reach> reaches, Places places) {
        this.loader = loader;
        this.level = level;
        this.reaches = reaches;
        this.places = places;
    }

    /**
     * Gives the classes to a world.
     *
     * @param loader has them
     * @param level that of the world, as one of {@link dev.tandem.explore.world.Levels}
     */
    static ImageClasses of(ClassLoader loader, World world, int level) {
        try (InputStream in = loader.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw missing("programs");
            }
            DataInputStream table = new DataInputStream(in);
            Map<String, Reach> reaches = new HashMap<>();
            for (int rest = table.readInt(); rest > 0; rest--) {
                reaches.put(table.readUTF(), new Reach(table.readLong(), table.readBoolean()));
            }
            Places places = Places.read(table);
            return given(world, level, loader, reaches, places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageClasses given(
            World world, int level, ClassLoader loader, Map<String, Reach> reaches, Places places) {
        hand(world, level, loader);
        var classes = new ImageClasses(loader, level, reaches, places);
        world.locations().numberedBy(classes::field);
        return classes;
    }

    @Override
    public ImageClasses another(World world) {
        return given(world, level, loader, reaches, places);
    }

    private static TandemException.Missing missing(String what) {
        return new TandemException.Missing(
                "this executable was built without rewritten " + what,
                "explore with the JVM distribution, or with ./tandem");
    }

    private static void hand(World world, int level, ClassLoader loader) {
        try {
            String name = Names.ofImage().map(Names.GATE).replace('/', '.');
            Class<?> gate = Class.forName(name, true, loader);
            Field holder = gate.getField(Twins.WORLD);
            if (holder.get(null) instanceof Parts before) {
                world.succeed(before.world());
            }
            holder.set(null, world.parts());
            gate.getField(Twins.LEVEL).setInt(null, level);
        } catch (ReflectiveOperationException e) {
            throw missing("parts of the explorer");
        }
    }

    /** Of a field that nothing but handles accesses it does not matter which class has it. */
    private int field(Class<?> owner, String name) {
        for (Class<?> at = owner; at != null; at = at.getSuperclass()) {
            if (places.hasField(original(at), name)) {
                return places.field(original(at), name);
            }
        }
        return places.field(original(owner), name);
    }

    private String original(Class<?> type) {
        String name = type.getName();
        return (name.startsWith(PREFIX) ? name.substring(PREFIX.length()) : name).replace('.', '/');
    }

    @Override
    public Class<?> program(String name) throws ClassNotFoundException {
        if (!reaches.containsKey(name)) {
            throw missing("classes of " + name);
        }
        return Class.forName(PREFIX + name, false, loader);
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public boolean hasRewritten(Class<?> type) {
        return type.getName().startsWith(PREFIX);
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Reach reach(String mainClass) {
        return reaches.getOrDefault(mainClass, new Reach(0, true));
    }
}
