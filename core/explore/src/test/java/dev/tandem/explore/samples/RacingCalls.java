// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.samples;

import static dev.tandem.explore.samples.Together.two;

import java.io.ByteArrayOutputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.DateFormat;
import java.text.NumberFormat;
import java.text.ParsePosition;
import java.text.SimpleDateFormat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Calendar;
import java.util.Collections;
import java.util.Date;
import java.util.Deque;
import java.util.GregorianCalendar;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.IntSummaryStatistics;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Scanner;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.WeakHashMap;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;

/** Programs with a data race over an object of the JDK that is not made for several threads. */
public final class RacingCalls {

    private RacingCalls() {}

    public static void mapValue() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>(Map.of("k", 0));
        two(() -> map.put("k", 1), () -> map.put("k", 2));
    }

    public static void mapReader() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>();
        map.put("z", 0);
        two(() -> map.put("a", 1), () -> map.get("a"));
    }

    public static void listElement() throws InterruptedException {
        List<Integer> list = new ArrayList<>(List.of(1, 2, 3));
        two(() -> list.set(1, 5), () -> list.get(1));
    }

    public static void builder() throws InterruptedException {
        StringBuilder builder = new StringBuilder();
        two(() -> builder.append("a"), () -> builder.append("b"));
    }

    public static void builderReader() throws InterruptedException {
        StringBuilder builder = new StringBuilder("a");
        two(() -> builder.append("b"), builder::length);
    }

    public static void bits() throws InterruptedException {
        BitSet bits = new BitSet();
        two(() -> bits.set(1), () -> bits.get(2));
    }

    /** To format a date changes what the format computes in. */
    public static void format() throws InterruptedException {
        DateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);
        two(() -> format.format(new Date(0)), () -> format.format(new Date(1)));
    }

    public static void number() throws InterruptedException {
        NumberFormat format = NumberFormat.getInstance(Locale.ROOT);
        two(() -> format.format(1.5), () -> format.format(2.5));
    }

    public static void calendar() throws InterruptedException {
        Calendar calendar = new GregorianCalendar(2000, Calendar.JANUARY, 1);
        two(() -> calendar.get(Calendar.YEAR), () -> calendar.set(Calendar.YEAR, 1));
    }

    public static void matcher() throws InterruptedException {
        Matcher matcher = Pattern.compile("a").matcher("aaa");
        two(matcher::find, matcher::find);
    }

    public static void buffer() throws InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        two(() -> buffer.put((byte) 1), () -> buffer.get(0));
    }

    public static void weakMap() throws InterruptedException {
        Map<String, Integer> map = new WeakHashMap<>();
        two(() -> map.put("a", 1), () -> map.put("b", 2));
    }

    public static void viewOfAMap() throws InterruptedException {
        Map<String, Integer> map = new IdentityHashMap<>(Map.of("a", 1));
        Set<String> keys = map.keySet();
        two(keys::clear, () -> map.get("a"));
    }

    public static void iterator() throws InterruptedException {
        Iterator<Integer> iterator = List.of(1, 2, 3).iterator();
        two(() -> forward(iterator), () -> forward(iterator));
    }

    private static void forward(Iterator<?> iterator) {
        synchronized (new Object()) {
            iterator.next();
        }
    }

    public static void digest() throws InterruptedException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        two(() -> digest.update((byte) 1), () -> digest.update((byte) 2));
    }

    public static void statistics() throws InterruptedException {
        IntSummaryStatistics statistics = new IntSummaryStatistics();
        two(() -> statistics.accept(1), statistics::getMax);
    }

    /** Where the variable is of a class and not of an interface. */
    public static void namedByItsClass() throws InterruptedException {
        ArrayDeque<Integer> queue = new ArrayDeque<>();
        two(() -> queue.add(1), () -> queue.add(2));
    }

    public static void namedByItsInterface() throws InterruptedException {
        Deque<Integer> queue = new ArrayDeque<>();
        two(() -> queue.add(1), () -> queue.add(2));
    }

    public static void mapSize() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>();
        map.put("z", 0);
        two(() -> map.put("a", 1), () -> map.put("b", 2));
    }

    public static void mapRemoval() throws InterruptedException {
        Map<String, Integer> map = new HashMap<>(Map.of("a", 1, "b", 2));
        two(() -> map.remove("a"), () -> map.remove("b"));
    }

    /** To look something up makes it the latest. */
    public static void mapInTheOrderOfAccess() throws InterruptedException {
        Map<Integer, Integer> map = new LinkedHashMap<>(16, 0.75f, true);
        map.put(1, 1);
        map.put(2, 2);
        two(() -> map.get(1), () -> map.get(2));
    }

    public static void tree() throws InterruptedException {
        Map<Integer, Integer> map = new TreeMap<>();
        two(() -> map.put(1, 1), () -> map.put(2, 2));
    }

    public static void sorted() throws InterruptedException {
        List<Integer> list = new ArrayList<>(List.of(3, 1, 2));
        two(() -> Collections.sort(list), () -> list.get(0));
    }

    /** To parse a date changes what the format computes in, too. */
    public static void parser() throws InterruptedException {
        DateFormat format = new SimpleDateFormat("yyyy", Locale.ROOT);
        Runnable parse = () -> format.parse("2000", new ParsePosition(0));
        two(parse, parse);
    }

    public static void date() throws InterruptedException {
        Date date = new Date(0);
        two(() -> date.setTime(1), date::getTime);
    }

    public static void joiner() throws InterruptedException {
        StringJoiner joiner = new StringJoiner(",");
        two(() -> joiner.add("a"), () -> joiner.add("b"));
    }

    public static void scanner() throws InterruptedException {
        Scanner scanner = new Scanner("1 2 3");
        two(scanner::nextInt, scanner::nextInt);
    }

    public static void checkSum() throws InterruptedException {
        CRC32 sum = new CRC32();
        two(() -> sum.update(1), () -> sum.update(2));
    }

    /** To put it into a text reads it. */
    public static void concatenated() throws InterruptedException {
        StringBuilder builder = new StringBuilder();
        String[] texts = new String[1];
        two(() -> builder.append("a"), () -> texts[0] = "a" + builder);
    }

    /** A stream that passes on has a state of its own, which nothing protects. */
    public static void stream() throws InterruptedException {
        DataOutput stream = new DataOutputStream(new ByteArrayOutputStream());
        Runnable write =
                () -> {
                    try {
                        stream.writeInt(1);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                };
        two(write, write);
    }

    public static void encoder() throws InterruptedException {
        CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
        two(() -> encoder.canEncode('a'), () -> encoder.canEncode('b'));
    }

    public static void generator() throws InterruptedException {
        RandomGenerator generator = new SplittableRandom(1);
        two(generator::nextInt, generator::nextInt);
    }

    public static void localeBuilder() throws InterruptedException {
        Locale.Builder builder = new Locale.Builder();
        two(() -> builder.setLanguage("de"), () -> builder.setRegion("AT"));
    }

    /** Two segments stand for the same bytes. */
    public static void memory() throws InterruptedException {
        MemorySegment memory = Arena.ofAuto().allocate(8);
        MemorySegment end = memory.asSlice(4);
        two(
                () -> memory.setAtIndex(ValueLayout.JAVA_INT, 1, 1),
                () -> end.get(ValueLayout.JAVA_SHORT, 2));
    }

    public static void memoryOfAnArray() throws InterruptedException {
        int[] data = new int[2];
        MemorySegment memory = MemorySegment.ofArray(data);
        two(() -> memory.fill((byte) 1), () -> data[1]++);
    }

    /** Whoever combines two reads the other one. */
    public static void combined() throws InterruptedException {
        BitSet bits = new BitSet();
        BitSet others = new BitSet();
        two(() -> bits.or(others), () -> others.set(1));
    }

    public static void digestOfAnArray() throws InterruptedException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] data = new byte[2];
        two(() -> digest.update(data), () -> data[1] = 1);
    }

    /** What the JDK calls by other names is the JDK's. */
    public static void document() throws InterruptedException, ParserConfigurationException {
        Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        two(() -> document.createElement("a"), () -> document.setXmlStandalone(true));
    }
}
