// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.world;

import java.lang.reflect.Array;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for objects, which are the same in every execution that creates them the same way.
 *
 * <p>An object that the program creates is numbered then: by who creates it, and how many that one
 * has created before. So two schedules that differ only in the order of independent steps give it
 * the same number, which is what lets the reduction compare what steps touch across executions. An
 * object that comes from elsewhere gets its number when it is first met, and then the number
 * depends on who meets what first; therefore such a meeting counts as a write to a place that all
 * meetings write to.
 */
final class ObjectIds {

    static final int SHARED = 0x4000_0000;

    /** The numbers of objects that were met. */
    private static final int MET = 0x3000_0000;

    /** Tells an object that is not rewritten, for those have a count of their own. */
    private static final int FOREIGN = 1 << 22;

    private static final int CREATOR_SHIFT = 23;
    private static final int COUNT = FOREIGN - 1;

    private final World world;
    private final Ledger ledger;
    private final ObjectTable objects = new ObjectTable();

    /** Those that outlive the execution: classes, and what came into being with one. */
    private final ObjectTable lasting = new ObjectTable();

    private final IdentityHashMap<Object, String> names = new IdentityHashMap<>();
    private final IdentityHashMap<Object, String> fields = new IdentityHashMap<>();
    private final Map<Integer, Long> addresses = new HashMap<>();
    private final Set<Object> derived = Collections.newSetFromMap(new IdentityHashMap<>());
    private final IdentityHashMap<Object, Integer> owners = new IdentityHashMap<>();
    private LastingNumbers numbers;
    private int met;

    /** The number of what the next object is around; 0 for nothing. */
    private int wrapped;

    ObjectIds(World world, Ledger ledger, LastingNumbers numbers) {
        this.world = world;
        this.ledger = ledger;
        this.numbers = numbers;
    }

    /** Goes on after the numbers of objects that outlive a world. */
    void succeed(ObjectIds before) {
        numbers = before.numbers;
        lasting.addAll(before.lasting);
    }

    void clear() {
        objects.clear();
        met = 0;
        wrapped = 0;
        names.clear();
        fields.clear();
        derived.clear();
        addresses.clear();
        owners.clear();
    }

    /** A number for an object that the running thread is about to create. */
    int next() {
        if (world.scheduler().isAtomic()) {
            return lasting(world.initialisers().nextObject());
        }
        Task me = world.scheduler().current();
        return (me.index + 1) << CREATOR_SHIFT | ++me.objects;
    }

    /**
     * A number for a generator of random numbers that is about to be created, the same in every
     * search of the program.
     */
    long nextGenerator() {
        return world.scheduler().isAtomic()
                ? Integer.toUnsignedLong(world.initialisers().nextObject().hashCode())
                : next();
    }

    /** The running thread has created an object that does not carry its number itself. */
    void created(Object object) {
        if (wrapped != 0) {
            objects.put(object, wrapped, null);
            wrapped = 0;
            return;
        }
        if (world.scheduler().isAtomic()) {
            lasting.put(object, next(), null);
        } else {
            Task me = world.scheduler().current();
            int number = (me.index + 1) << CREATOR_SHIFT | FOREIGN | ++me.foreigners;
            objects.put(object, number, null);
        }
    }

    /**
     * Whether a thread has created an object after it had created so many.
     *
     * @param thread the object under which accesses to the thread are recorded
     * @param rewritten how many of rewritten classes
     * @param foreign how many of others
     */
    static boolean isOf(int object, int thread, int rewritten, int foreign) {
        return object >>> CREATOR_SHIFT == Ledger.task(thread) + 1
                && object < MET
                && (object & COUNT) > ((object & FOREIGN) != 0 ? foreign : rewritten);
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
            number = lasting.number(object);
        }
        return number == 0 ? meet(object) : number;
    }

    /** An object that has no number gets that of another: what concerns the one does the other. */
    void derived(Object object, Object source) {
        if (objects.number(object) == 0 && lasting.number(object) == 0) {
            objects.put(object, number(source), null);
            derived.add(object);
        }
    }

    /** Where the memory was first accessed that an object stands for: now, if it never was. */
    long address(int number, long now) {
        return addresses.computeIfAbsent(number, unknown -> now);
    }

    boolean isDerived(Object object) {
        return derived.contains(object);
    }

    /** A new object has what another contains, which may have it from a third. */
    void shares(Object object, Object source) {
        created(object);
        int owner = owners.computeIfAbsent(source, this::number);
        owners.put(object, owner);
    }

    /** The number of what owns the content of an object; 0 if it shares it with nobody. */
    int owner(Object object) {
        return owners.getOrDefault(object, 0);
    }

    /** The next object that does not carry its number itself gets that of another. */
    void wrapping(Object source) {
        wrapped = number(source);
    }

    private int meet(Object object) {
        if (object instanceof Class<?> || object instanceof Initialiser) {
            int number = lasting(object.toString());
            lasting.put(object, number, null);
            return number;
        }
        int number;
        if (world.options().tracked()) {
            number = MET | ++met;
            ledger.log(MET, Trace.FOREIGN, true);
        } else {
            number = next();
        }
        objects.put(object, number, null);
        return number;
    }

    /** What comes after a slash in the name of a class differs from world to world. */
    private int lasting(String name) {
        int hidden = name.indexOf('/');
        return SHARED | numbers.of(hidden < 0 ? name : name.substring(0, hidden));
    }

    LastingNumbers numbers() {
        return numbers;
    }

    /** How many objects have been met; to be {@link #metOnly set back to}. */
    int met() {
        return met;
    }

    /** What has been met since there were so many is not counted. */
    void metOnly(int count) {
        met = count;
    }

    /** What has been attached to an object in this execution. */
    @Nullable Object attachment(Object object) {
        return objects.value(object);
    }

    void attach(Object object, Object attachment) {
        objects.put(object, number(object), attachment);
    }

    /** An object is called so by the program itself. */
    void name(Object object, String name) {
        names.put(object, name);
    }

    /** An object has been found in a field; in several of different names it has none of them. */
    void field(Object object, String field) {
        fields.merge(object, field, (known, other) -> known.equals(other) ? known : "");
    }

    /**
     * An object in words: the name that the program gives it, if it gives that to no other, or else
     * its class, without packages, and a number that tells it from others of its class, after the
     * field that it is known to be in.
     */
    String label(Object object) {
        if (object instanceof Initialiser initialiser) {
            return "the initialiser of " + simple(initialiser.type());
        }
        if (object instanceof Class<?> type) {
            return simple(type) + ".class";
        }
        String given = names.get(object);
        if (given != null) {
            boolean unique = Collections.frequency(names.values(), given) == 1;
            return unique ? given : given + " #" + count(number(object));
        }
        String name = simple(object.getClass());
        int nested = name.indexOf('.');
        if (object instanceof OwnedTwin && nested > 0) {
            name = name.substring(0, nested);
        }
        String sign = name + " #" + count(number(object));
        String field = fieldOf(object);
        return field.isEmpty() ? sign : field + " (" + sign + ")";
    }

    /** The field that an object is known to be in; empty for none, or several. */
    String fieldOf(Object object) {
        return fields.getOrDefault(object, "");
    }

    /** An element in words, by the number of its array; or a byte of other memory. */
    String element(int number, int index) {
        return addresses.containsKey(number)
                ? "a byte of a memory segment"
                : "element " + index + " of " + array(number);
    }

    private String array(int number) {
        Object met = objects.object(number);
        Object array = met == null ? lasting.object(number) : met;
        if (array == null || !array.getClass().isArray()) {
            return "an array";
        }
        String type = array.getClass().getTypeName();
        int bounds = type.indexOf("[]");
        return simple(type.substring(0, bounds))
                + "["
                + Array.getLength(array)
                + type.substring(bounds + 1)
                + " #"
                + count(number);
    }

    /** A number that tells an object from others of its class. */
    String sign(int number) {
        return "#" + count(number);
    }

    private static String simple(Class<?> type) {
        return simple(type.getName());
    }

    /** The name of a class without its package, nested ones after a dot. */
    static String simple(String type) {
        String name = type.replace(Initialisers.OF_INTERFACE, "");
        return name.substring(name.lastIndexOf('.') + 1).replace('$', '.');
    }

    private static String count(int id) {
        int count = id & COUNT;
        int creator = (id >>> CREATOR_SHIFT) - 1;
        if (id >= SHARED) {
            return "static." + count;
        }
        if (id >= MET) {
            return "other." + count;
        }
        // Objects of the first thread need no mention of their creator.
        return creator <= 0 ? Integer.toString(count) : creator + "." + count;
    }
}
