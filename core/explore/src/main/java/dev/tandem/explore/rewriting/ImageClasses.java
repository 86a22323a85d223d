// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Parts;
import dev.tandem.explore.world.World;
import dev.tandem.spi.TandemException;
import dev.tandem.spi.WorkloadSpec.Level;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.HashMap;
import java.util.Map;

/**
 * The rewritten classes that {@link Twins} has put into an image: one copy for each level, all of
 * them for the world that was made last.
 */
final class ImageClasses implements WorldClasses {

    /** What a level's twins are beside their code: check sums and places. */
    static final String TABLE = "table";

    private final ClassLoader loader;
    private final String prefix;
    private final Map<String, Reach> reaches;
    private final Places places;

    private ImageClasses(
            ClassLoader loader, String prefix, Map<String, Reach> reaches, Places places) {
        this.loader = loader;
        this.prefix = prefix;
        this.reaches = reaches;
        this.places = places;
    }

    /**
     * Gives the classes to a world.
     *
     * @param loader has them
     */
    static ImageClasses of(ClassLoader loader, World world, Level level) {
        String prefix = Names.prefix(level);
        try (InputStream in = loader.getResourceAsStream(prefix + TABLE)) {
            if (in == null) {
                throw missing("programs");
            }
            DataInputStream table = new DataInputStream(in);
            Map<String, Reach> reaches = new HashMap<>();
            for (int rest = table.readInt(); rest > 0; rest--) {
                reaches.put(table.readUTF(), new Reach(table.readLong(), table.readBoolean()));
            }
            Places places = Places.read(table);
            return given(world, loader, prefix.replace('/', '.'), reaches, places);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ImageClasses given(
            World world,
            ClassLoader loader,
            String prefix,
            Map<String, Reach> reaches,
            Places places) {
        hand(world, loader);
        var classes = new ImageClasses(loader, prefix, reaches, places);
        world.locations().numberedBy(classes::field);
        return classes;
    }

    @Override
    public ImageClasses another(World world) {
        return given(world, loader, prefix, reaches, places);
    }

    private static TandemException.Missing missing(String what) {
        return new TandemException.Missing(
                "this executable was built without rewritten " + what,
                "explore with the JVM distribution, or with ./tandem");
    }

    private static void hand(World world, ClassLoader loader) {
        try {
            String gate = Names.ofImage(Level.SYNC).map(Names.GATE).replace('/', '.');
            Field holder = Class.forName(gate, true, loader).getField(Twins.WORLD);
            if (holder.get(null) instanceof Parts before) {
                world.succeed(before.world());
            }
            holder.set(null, world.parts());
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
        return (name.startsWith(prefix) ? name.substring(prefix.length()) : name).replace('.', '/');
    }

    @Override
    public Class<?> program(String name) throws ClassNotFoundException {
        if (!reaches.containsKey(name)) {
            throw missing("classes of " + name);
        }
        return Class.forName(prefix + name, false, loader);
    }

    @Override
    public ClassLoader loader() {
        return loader;
    }

    @Override
    public boolean hasRewritten(Class<?> type) {
        return type.getName().startsWith(prefix);
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
