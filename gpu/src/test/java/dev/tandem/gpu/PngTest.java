// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

    @Test
    void otherProgramsReadThePictureAsItWasWritten() throws Exception {
        byte[] bytes = Png.of(5, 3, (x, y) -> 50 * x + y);

        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(bytes));

        assertThat(picture.getWidth()).isEqualTo(5);
        assertThat(picture.getHeight()).isEqualTo(3);
        for (int y = 0; y < 3; y++) {
            for (int x = 0; x < 5; x++) {
                assertThat(picture.getRaster().getSample(x, y, 0)).isEqualTo(50 * x + y);
            }
        }
    }
}
