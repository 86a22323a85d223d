// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import dev.tandem.spi.evidence.Picture;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The inside of a frame: whole numbers of eight bytes, texts in UTF-8 after their length, and
 * values that say their own type.
 */
final class FrameBody {

    private FrameBody() {}

    static final class Writer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        void number(long number) {
            bytes.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        }

        void real(double number) {
            number(Double.doubleToRawLongBits(number));
        }

        void text(String text) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            number(encoded.length);
            bytes.writeBytes(encoded);
        }

        void texts(List<String> texts) {
            number(texts.size());
            texts.forEach(this::text);
        }

        /**
         * A piece of evidence. What is neither number, boolean, list, map nor picture goes as its
         * text.
         */
        void value(Object value) {
            switch (value) {
                case Boolean b -> tagged('b', b ? 1 : 0);
                case Byte n -> tagged('i', n);
                case Short n -> tagged('i', n);
                case Integer n -> tagged('i', n);
                case Number n when n.doubleValue() != n.longValue() || n instanceof Double ->
                        tagged('d', Double.doubleToRawLongBits(n.doubleValue()));
                case Number n -> tagged('l', n.longValue());
                case Iterable<?> elements -> {
                    List<Object> all = new ArrayList<>();
                    elements.forEach(all::add);
                    tagged('[', all.size());
                    all.forEach(this::value);
                }
                case Map<?, ?> map -> {
                    tagged('{', map.size());
                    map.forEach((key, element) -> {
                        text(String.valueOf(key));
                        value(element);
                    });
                }
                case Picture picture -> {
                    bytes.write('p');
                    FramePictures.write(this, picture);
                }
                default -> {
                    bytes.write('s');
                    text(value.toString());
                }
            }
        }

        private void tagged(char tag, long number) {
            bytes.write(tag);
            number(number);
        }

        byte[] toByteArray() {
            return bytes.toByteArray();
        }
    }

    static final class Reader {
        private final ByteBuffer bytes;

        Reader(byte[] body) {
            bytes = ByteBuffer.wrap(body);
        }

        long number() throws ProtocolException {
            try {
                return bytes.getLong();
            } catch (BufferUnderflowException e) {
                throw tooShort();
            }
        }

        double real() throws ProtocolException {
            return Double.longBitsToDouble(number());
        }

        String text() throws ProtocolException {
            long length = number();
            if (length < 0 || length > bytes.remaining()) {
                throw tooShort();
            }
            byte[] encoded = new byte[(int) length];
            bytes.get(encoded);
            return new String(encoded, StandardCharsets.UTF_8);
        }

        List<String> texts() throws ProtocolException {
            List<String> texts = new ArrayList<>();
            long size = number();
            for (long i = 0; i < size; i++) {
                texts.add(text());
            }
            return texts;
        }

        Object value() throws ProtocolException {
            if (!bytes.hasRemaining()) {
                throw tooShort();
            }
            char tag = (char) bytes.get();
            return switch (tag) {
                case 'b' -> number() != 0;
                case 'i' -> (int) number();
                case 'l' -> number();
                case 'd' -> real();
                case 's' -> text();
                case '[' -> {
                    List<Object> elements = new ArrayList<>();
                    for (long left = number(); left > 0; left--) {
                        elements.add(value());
                    }
                    yield elements;
                }
                case '{' -> map();
                case 'p' -> FramePictures.read(this);
                default ->
                        throw new ProtocolException(
                                "sent a value of the unknown type " + (int) tag);
            };
        }

        private Map<String, Object> map() throws ProtocolException {
            Map<String, Object> map = new LinkedHashMap<>();
            for (long left = number(); left > 0; left--) {
                map.put(text(), value());
            }
            return map;
        }

        private static ProtocolException tooShort() {
            return new ProtocolException("sent a frame that is shorter than its contents");
        }
    }
}
