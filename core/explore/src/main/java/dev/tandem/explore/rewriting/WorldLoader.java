// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.rewriting;

import dev.tandem.explore.world.Unreadable;
import dev.tandem.explore.world.World;
import java.io.InputStream;
import java.net.URL;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The class loader of one world: it defines the program's classes, rewritten, and the twins of the
 * JDK's.
 */
public final class WorldLoader extends ClassLoader implements WorldClasses {

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader source;
    private final World world;
    private final Plan plan;
    private final Hierarchy hierarchy;
    private final Places places;
    private final Map<String, Reach> reaches;
    private final Map<String, byte[]> rewritten;

    /**
     * @param source where the program's class files are found; its own classes stay as they are
     */
    public WorldLoader(ClassLoader source, World world, Plan plan) {
        this(
                source,
                world,
                plan,
                new Hierarchy(new ClassFiles(source), plan.scope()),
                new Places(),
                new ConcurrentHashMap<>(),
                new ConcurrentHashMap<>());
    }

    private WorldLoader(
            ClassLoader source,
            World world,
            Plan plan,
            Hierarchy hierarchy,
            Places places,
            Map<String, Reach> reaches,
            Map<String, byte[]> rewritten) {
        super("tandem", WorldLoader.class.getClassLoader());
        this.source = source;
        this.world = world;
        this.plan = plan;
        this.hierarchy = hierarchy;
        this.places = places;
        this.reaches = reaches;
        this.rewritten = rewritten;
        world.locations().numberedBy(this::field);
    }

    @Override
    public WorldLoader another(World other) {
        return new WorldLoader(source, other, plan, hierarchy, places, reaches, rewritten);
    }

    public World world() {
        return world;
    }

    /** That of the world, as one of {@link dev.tandem.explore.world.Levels}. */
    public int level() {
        return plan.levels();
    }

    private int field(Class<?> owner, String name) {
        String original = Names.original(owner.getName().replace('.', '/'));
        return places.field(hierarchy.fieldHolder(original, name), name);
    }

    @Override
    public Places places() {
        return places;
    }

    @Override
    public Reach reach(String mainClass) {
        return reaches.computeIfAbsent(mainClass, name -> Reach.of(hierarchy, name));
    }

    @Override
    public Class<?> program(String name) throws ClassNotFoundException {
        return loadClass(name, false);
    }

    @Override
    public ClassLoader loader() {
        return this;
    }

    @Override
    public boolean hasRewritten(Class<?> type) {
        return type.getClassLoader() == this;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded != null) {
                return loaded;
            }
            world.loads();
            String internal = name.replace('.', '/');
            if (internal.startsWith(Names.PREFIX)) {
                return define(name, rewritten(Names.original(internal)));
            }
            if (internal.startsWith(Names.INSIDE)) {
                return define(name, hierarchy.files().compiled(internal));
            }
            if (hierarchy.isProgram(internal)) {
                return define(name, rewritten(internal));
            }
            return hierarchy.isWhole(internal)
                    ? source.loadClass(name)
                    : super.loadClass(name, resolve);
        }
    }

    private byte[] rewritten(String internal) throws ClassNotFoundException {
        byte[] known = rewritten.get(internal);
        if (known == null) {
            known = rewrite(internal);
            rewritten.put(internal, known);
        }
        return known;
    }

    private byte[] rewrite(String internal) throws ClassNotFoundException {
        Rewriter rewriter = new Rewriter(hierarchy, plan, places, Names.ofLoader());
        try {
            return rewriter.rewrite(rewriter.original(internal));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw Unreadable.error(internal, e);
        }
    }

    private Class<?> define(String name, byte[] bytes) {
        return defineClass(name, bytes, 0, bytes.length);
    }

    @Override
    public @Nullable URL getResource(String name) {
        return source.getResource(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) throws java.io.IOException {
        return source.getResources(name);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        return source.getResourceAsStream(name);
    }
}
