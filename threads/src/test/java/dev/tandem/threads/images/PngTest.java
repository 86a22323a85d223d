// SPDX-License-Identifier: Apache-2.0
package dev.tandem.threads.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {

    @Test
    void anotherImplementationReadsThePicture() throws IOException {
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(Png.picture(37, 11, 1)));

        assertThat(image.getWidth()).isEqualTo(37);
        assertThat(image.getHeight()).isEqualTo(11);
        assertThat(image.getColorModel().getPixelSize()).isEqualTo(24);
        assertThat(image.getRGB(0, 0)).isNotEqualTo(image.getRGB(36, 10));
    }

    @Test
    void theSeedDecidesThePicture() {
        assertThat(Png.picture(20, 20, 1))
                .isEqualTo(Png.picture(20, 20, 1))
                .isNotEqualTo(Png.picture(20, 20, 2));
    }

    @Test
    void theGrainKeepsThePictureFromBeingCompressedToNothing() {
        assertThat(Png.picture(400, 200, 1).length).isBetween(100_000, 240_000);
    }

    @Test
    void onePixelIsAPicture() throws IOException {
        assertThat(ImageIO.read(new ByteArrayInputStream(Png.picture(1, 1, 3))).getWidth())
                .isEqualTo(1);
    }
}
