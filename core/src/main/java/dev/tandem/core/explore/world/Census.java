package dev.tandem.core.explore.world;

import org.jspecify.annotations.Nullable;

/** Numbers for objects, which are the same in every execution that creates them the same way. */
final class Census {

    static final int SHARED = 0x4000_0000;
    private static final int CREATOR_SHIFT = 23;
    private static final int COUNT = (1 << CREATOR_SHIFT) - 1;

    private final World world;
    private final ObjectTable objects = new ObjectTable();
    private int shared;

    Census(World world) {
        this.world = world;
    }

    /** Goes on after the numbers of objects that outlive a world. */
    void succeed(Census before) {
        shared = before.shared;
    }

    void clear() {
        objects.clear();
    }

    /** A number for an object that the running thread is about to create. */
    int next() {
        if (world.isQuiet()) {
            return SHARED | ++shared;
        }
        Task me = world.current();
        return (me.index + 1) << CREATOR_SHIFT | ++me.objects;
    }

    int number(@Nullable Object object) {
        if (object instanceof Tracked tracked && tracked.tandemId() != 0) {
            return tracked.tandemId();
        }
        if (object == null) {
            return 0;
        }
        int number = objects.number(object);
        if (number == 0) {
            number = next();
            objects.put(object, number, null);
        }
        return number;
    }

    /** What has been attached to an object in this execution. */
    @Nullable Object attachment(Object object) {
        return objects.value(object);
    }

    void attach(Object object, Object attachment) {
        objects.put(object, number(object), attachment);
    }

    /**
     * An object in words: its class, without packages, and a number that tells it from others of
     * its class.
     */
    String label(Object object) {
        String name = object.getClass().getName();
        name = name.substring(name.lastIndexOf('.') + 1);
        int nested = name.indexOf('$');
        if (object instanceof OwnedTwin && nested > 0) {
            name = name.substring(0, nested);
        }
        int id = number(object);
        int creator = (id >>> CREATOR_SHIFT) - 1;
        String count = Integer.toString(id & COUNT);
        // Objects of the first thread need no mention of their creator.
        return name.replace('$', '.') + " #" + (creator <= 0 ? count : creator + "." + count);
    }
}
