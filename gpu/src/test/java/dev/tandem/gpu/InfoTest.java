// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class InfoTest {

    /** Something that answers with these bytes. */
    private static Info answering(byte[] bytes) {
        return new Info((what, value, size) -> {
            if (size != null) {
                size.put(0, bytes.length);
            }
            if (value != null) {
                value.duplicate().put(bytes);
            }
            return 0;
        });
    }

    private static ByteBuffer buffer(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.nativeOrder());
    }

    @Test
    void textsEndBeforeTheZeroByte() {
        assertThat(answering("pthread  \0".getBytes(StandardCharsets.UTF_8)).text(1))
                .isEqualTo("pthread");
        assertThat(answering(new byte[0]).text(1)).isEmpty();
    }

    @Test
    void numbersHaveTheWidthThatOpenClGivesThem() {
        assertThat(answering(buffer(4).putInt(-1).array()).number(1)).isEqualTo(0xffff_ffffL);
        assertThat(answering(buffer(8).putLong(1L << 40).array()).number(1)).isEqualTo(1L << 40);
        assertThat(answering(buffer(16).putLong(7).putLong(9).array()).numbers(1))
                .containsExactly(7L, 9L);
    }

    @Test
    void aRefusedCallIsNotMistakenForAnAnswer() {
        assertThatThrownBy(() -> new Info((what, value, size) -> -30).text(1))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("-30");
    }
}
