// SPDX-License-Identifier: Apache-2.0
package dev.tandem.lab.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.tandem.spi.evidence.Bars;
import dev.tandem.spi.evidence.Histogram;
import dev.tandem.spi.evidence.Picture;
import dev.tandem.spi.evidence.Series;
import dev.tandem.spi.evidence.Series.Point;
import dev.tandem.spi.evidence.Sketch;
import dev.tandem.spi.evidence.Table;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FramePicturesTest {

    static Stream<Picture> pictures() {
        return Stream.of(
                Bars.of("ms").with("", 0).with("größer", -Double.MAX_VALUE).with("池", 1e-300),
                Bars.of(""),
                Series.of("threads", "speed-up")
                        .with("pool", List.of(new Point(1, 1), new Point(2, 1.98)))
                        .with("none", List.of())
                        .marked("cores", 2),
                Series.of("", ""),
                Histogram.of("µs", new double[] {1, 2, 2, 9}, 4),
                Histogram.of("", new double[0], 4),
                new Table(
                        List.of("thread", "held", "times", "bytes", "share"),
                        List.of(List.of("main", true, 3, 1L << 40, 0.5))),
                new Table(List.of("empty"), List.of()),
                new Sketch("  a\n\n→ b\t\n"));
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPictureArrivesAsItWasSent(Picture picture) throws ProtocolException {
        Map<String, Object> evidence = Map.of("nested", List.of(picture, Map.of("in", picture)));

        assertThat(new FrameBody.Reader(sent(evidence)).value()).isEqualTo(evidence);
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void aPictureThatIsCutShortIsRefused(Picture picture) {
        byte[] whole = sent(picture);

        for (int length = 0; length < whole.length; length++) {
            var in = new FrameBody.Reader(Arrays.copyOf(whole, length));
            assertThatExceptionOfType(ProtocolException.class).isThrownBy(in::value);
        }
    }

    @Test
    void aPictureThatCannotBeIsRefused() {
        byte[] bars = sent(Bars.of("ms").with("pool", 1));
        byte[] notANumber = new byte[Long.BYTES];
        notANumber[0] = 0x7F;
        notANumber[1] = (byte) 0xF8;
        System.arraycopy(notANumber, 0, bars, bars.length - Long.BYTES, Long.BYTES);

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(new FrameBody.Reader(bars)::value)
                .withMessageContaining("not finite");

        byte[] unknown = sent(new Sketch(""));
        unknown[1 + Long.BYTES] = 'x';
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(new FrameBody.Reader(unknown)::value)
                .withMessageContaining("xketch");
    }

    private static byte[] sent(Object value) {
        var out = new FrameBody.Writer();
        out.value(value);
        return out.toByteArray();
    }
}
