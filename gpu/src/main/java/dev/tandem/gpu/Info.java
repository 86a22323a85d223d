// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.lwjgl.BufferUtils;
import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/**
 * Reads what OpenCL tells about one of its objects. Text, numbers and lists all come through the
 * same call, as bytes.
 */
record Info(Call call) {

    /** The call, such as {@code clGetDeviceInfo}, for one object. */
    @FunctionalInterface
    interface Call {
        /**
         * @param value takes the bytes
         * @param size takes their number
         * @return an OpenCL error code
         */
        int get(int what, @Nullable ByteBuffer value, @Nullable PointerBuffer size);
    }

    String text(int what) {
        ByteBuffer bytes = bytes(what);
        // OpenCL ends texts with a zero byte, which the number of bytes includes.
        return StandardCharsets.UTF_8.decode(bytes).toString().replace("\0", "").strip();
    }

    /** A number of any width. */
    long number(int what) {
        ByteBuffer bytes = bytes(what);
        return bytes.remaining() < Long.BYTES
                ? Integer.toUnsignedLong(bytes.getInt())
                : bytes.getLong();
    }

    /** A list of sizes, which have 64 bits each. */
    List<Long> numbers(int what) {
        ByteBuffer bytes = bytes(what);
        List<Long> numbers = new ArrayList<>();
        while (bytes.hasRemaining()) {
            numbers.add(bytes.getLong());
        }
        return numbers;
    }

    private ByteBuffer bytes(int what) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer size = stack.mallocPointer(1);
            check(call.get(what, null, size));
            ByteBuffer value = BufferUtils.createByteBuffer((int) size.get(0));
            check(call.get(what, value, null));
            return value;
        }
    }

    /**
     * @throws DeviceFailure when OpenCL refuses a call that it must not refuse
     */
    static void check(int code) {
        DeviceFailure.check(code, "a question");
    }
}
