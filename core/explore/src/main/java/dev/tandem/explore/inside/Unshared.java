// SPDX-License-Identifier: Apache-2.0
package dev.tandem.explore.inside;

import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.Spliterator;
import java.util.random.RandomGenerator;
import java.util.zip.Checksum;

/**
 * Objects of the JDK that are not made for several threads: two calls on one of them, at least one
 * of which changes it, must be ordered.
 */
final class Unshared {

    private static final Set<String> CLASSES =
            Set.of(
                    "com.sun.org.apache.xerces.internal.dom.NodeImpl",
                    "com.sun.org.apache.xpath.internal.jaxp.XPathImplUtil",
                    "java.io.DataInputStream",
                    "java.io.DataOutputStream",
                    "java.io.ObjectInputStream",
                    "java.io.ObjectOutputStream",
                    "java.io.StreamTokenizer",
                    "java.io.StringWriter",
                    "java.lang.StringBuilder",
                    "java.nio.Buffer",
                    "java.nio.charset.CharsetDecoder",
                    "java.nio.charset.CharsetEncoder",
                    "java.security.KeyPairGenerator",
                    "java.security.MessageDigest",
                    "java.security.Signature",
                    "java.text.AttributedString",
                    "java.text.BreakIterator",
                    "java.text.CollationElementIterator",
                    "java.text.DateFormat",
                    "java.text.DateFormatSymbols",
                    "java.text.DecimalFormatSymbols",
                    "java.text.FieldPosition",
                    "java.text.MessageFormat",
                    "java.text.NumberFormat",
                    "java.text.ParsePosition",
                    "java.text.StringCharacterIterator",
                    "java.time.format.DateTimeFormatterBuilder",
                    "java.util.Base64$DecInputStream",
                    "java.util.Base64$EncOutputStream",
                    "java.util.BitSet",
                    "java.util.Calendar",
                    "java.util.Date",
                    "java.util.DoubleSummaryStatistics",
                    "java.util.EnumMap",
                    "java.util.EnumSet",
                    "java.util.Formatter",
                    "java.util.IdentityHashMap",
                    "java.util.IntSummaryStatistics",
                    "java.util.Locale$Builder",
                    "java.util.LongSummaryStatistics",
                    "java.util.Scanner",
                    "java.util.StringJoiner",
                    "java.util.StringTokenizer",
                    "java.util.TimeZone",
                    "java.util.WeakHashMap",
                    "java.util.regex.Matcher",
                    "java.util.zip.CheckedInputStream",
                    "java.util.zip.CheckedOutputStream",
                    "java.util.zip.DeflaterInputStream",
                    "java.util.zip.DeflaterOutputStream",
                    "java.util.zip.InflaterInputStream",
                    "java.util.zip.InflaterOutputStream",
                    "javax.crypto.Cipher",
                    "javax.crypto.KeyAgreement",
                    "javax.crypto.KeyGenerator",
                    "javax.crypto.Mac",
                    "javax.xml.parsers.DocumentBuilder",
                    "javax.xml.parsers.DocumentBuilderFactory",
                    "javax.xml.parsers.SAXParser",
                    "javax.xml.parsers.SAXParserFactory",
                    "javax.xml.transform.Transformer",
                    "javax.xml.transform.TransformerFactory",
                    "javax.xml.validation.Validator",
                    "javax.xml.validation.SchemaFactory",
                    "javax.xml.xpath.XPathFactory");

    /** What the classes of others implement. */
    private static final List<Class<?>> INTERFACES =
            List.of(Checksum.class, Iterator.class, RandomGenerator.class, Spliterator.class);

    /** Made for several threads although what they extend or implement is not. */
    private static final Set<String> SHARED =
            Set.of(
                    "java.text.ChoiceFormat",
                    "java.util.Random",
                    "java.util.Spliterators$EmptySpliterator");

    private static final ClassValue<Boolean> UNSHARED =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return !extendsOneOf(SHARED, type)
                            && (INTERFACES.stream().anyMatch(each -> each.isAssignableFrom(type))
                                    || extendsOneOf(CLASSES, type));
                }
            };

    private Unshared() {}

    static boolean isOne(Object object) {
        return UNSHARED.get(object.getClass());
    }

    /** Whether an object goes through others, and changes nothing but where it is. */
    static boolean isCursor(Object object) {
        return isCursor(object.getClass());
    }

    private static boolean isCursor(Class<?> type) {
        return Iterator.class.isAssignableFrom(type) || Spliterator.class.isAssignableFrom(type);
    }

    /** The views of a map are classes within its own. */
    private static boolean extendsOneOf(Set<String> names, Class<?> type) {
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            String name = at.getName();
            int nested = name.indexOf('$');
            if (names.contains(name) || (nested > 0 && names.contains(name.substring(0, nested)))) {
                return true;
            }
        }
        return false;
    }
}
