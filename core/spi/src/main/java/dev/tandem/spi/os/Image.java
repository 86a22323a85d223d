// SPDX-License-Identifier: Apache-2.0
package dev.tandem.spi.os;

/** Tells a native image from a JVM. */
public final class Image {

    /**
     * Whether this is an image. It is known while the image is built, which so can leave out all
     * the machinery of rewriting.
     */
    public static final boolean RUNS =
            System.getProperty("org.graalvm.nativeimage.imagecode") != null;

    private Image() {}
}
