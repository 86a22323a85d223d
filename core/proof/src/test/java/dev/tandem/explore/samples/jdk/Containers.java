// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples.jdk;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.*;

/** Collections, maps and queues. See {@link Instances}. */
public final class Containers {

    private Containers() {}

    public static Collection<Object> ofCollection() {
        return new ArrayList<>(List.of(new Element(), new Element()));
    }

    public static Map<Object, Object> ofMap() {
        return ofSortedMap();
    }

    public static SortedMap<Object, Object> ofSortedMap() {
        return new TreeMap<>(Map.of(new Element(), new Element()));
    }

    public static SortedSet<Object> ofSortedSet() {
        return new TreeSet<>(ofCollection());
    }

    private static <Q extends Collection<Object>> Q filled(Q empty) {
        empty.addAll(ofCollection());
        return empty;
    }

    private static <M extends Map<Object, Object>> M filled(M empty) {
        empty.put(new Element(), new Element());
        return empty;
    }

    public static ArrayBlockingQueue<Object> ofArrayBlockingQueue() {
        return filled(new ArrayBlockingQueue<>(3));
    }

    public static BlockingQueue<Runnable> ofBlockingQueue() {
        return new LinkedBlockingQueue<>();
    }

    public static BlockingDeque<Object> ofBlockingDeque() {
        return filled(new LinkedBlockingDeque<>(3));
    }

    public static LinkedBlockingDeque<Object> ofLinkedBlockingDeque() {
        return filled(new LinkedBlockingDeque<>(3));
    }

    public static LinkedBlockingQueue<Object> ofLinkedBlockingQueue() {
        return filled(new LinkedBlockingQueue<>(3));
    }

    public static LinkedTransferQueue<Object> ofLinkedTransferQueue() {
        return filled(new LinkedTransferQueue<>());
    }

    public static TransferQueue<Object> ofTransferQueue() {
        return new LinkedTransferQueue<>();
    }

    public static PriorityBlockingQueue<Object> ofPriorityBlockingQueue() {
        return filled(new PriorityBlockingQueue<>());
    }

    public static DelayQueue<Delayed> ofDelayQueue() {
        return new DelayQueue<>(List.of(new Element(), new Element()));
    }

    public static Delayed ofDelayed() {
        return new Element();
    }

    public static ConcurrentHashMap<Object, Object> ofConcurrentHashMap() {
        return filled(new ConcurrentHashMap<>());
    }

    public static ConcurrentHashMap.KeySetView<Object, Boolean> ofKeySetView() {
        return filled(ConcurrentHashMap.newKeySet());
    }

    public static ConcurrentMap<Object, Object> ofConcurrentMap() {
        return ofConcurrentHashMap();
    }

    public static ConcurrentNavigableMap<Object, Object> ofConcurrentNavigableMap() {
        return ofConcurrentSkipListMap().descendingMap();
    }

    public static ConcurrentSkipListMap<Object, Object> ofConcurrentSkipListMap() {
        return filled(new ConcurrentSkipListMap<>());
    }

    public static ConcurrentSkipListSet<Object> ofConcurrentSkipListSet() {
        return filled(new ConcurrentSkipListSet<>());
    }

    public static ConcurrentLinkedDeque<Object> ofConcurrentLinkedDeque() {
        return filled(new ConcurrentLinkedDeque<>());
    }

    public static ConcurrentLinkedQueue<Object> ofConcurrentLinkedQueue() {
        return filled(new ConcurrentLinkedQueue<>());
    }

    public static CopyOnWriteArrayList<Object> ofCopyOnWriteArrayList() {
        return filled(new CopyOnWriteArrayList<>());
    }

    public static CopyOnWriteArraySet<Object> ofCopyOnWriteArraySet() {
        return filled(new CopyOnWriteArraySet<>());
    }
}
