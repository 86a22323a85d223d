// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tandem.spi.KernelWork.Program;
import dev.tandem.spi.TandemException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class QueueTest {

    private static final Program TWICE =
            new Program(
                    "twice",
                    "kernel void twice(global int *values) { values[get_global_id(0)] *= 2; }");

    private final Device device = OnDevice.best();

    @Test
    void dataGoesThereIsComputedAndComesBackWithItsTimes() {
        ByteBuffer memory = ByteBuffer.allocateDirect(64 * 4).order(ByteOrder.nativeOrder());
        for (int i = 0; i < 64; i++) {
            memory.putInt(i * 4, i);
        }
        try (Queue queue = Queue.on(device)) {
            Buffer buffer = queue.buffer(memory.capacity());
            Buffer copy = queue.buffer(memory.capacity());
            queue.write(buffer, memory);
            Timing timing = queue.launch(queue.compile(TWICE).with(0, buffer), 64, 32);
            queue.copy(buffer, copy);
            queue.read(copy, memory);

            assertThat(timing.started()).isGreaterThanOrEqualTo(timing.queued());
            assertThat(timing.ended()).isGreaterThanOrEqualTo(timing.started());
        }
        for (int i = 0; i < 64; i++) {
            assertThat(memory.getInt(i * 4)).isEqualTo(2 * i);
        }
    }

    @Test
    void aKernelThatDoesNotCompileIsAnsweredInTheWordsOfTheCompiler() {
        try (Queue queue = Queue.on(device)) {
            assertThatThrownBy(() ->
                            queue.compile(
                                    new Program("wrong", "kernel void wrong() { nonsense; }")))
                    .isInstanceOf(DeviceFailure.class)
                    .hasMessageContaining("the kernel wrong does not compile for")
                    .hasMessageContaining("nonsense");
        }
    }

    @Test
    void aGroupThatIsTooLargeIsRefusedWithTheLargest() {
        try (Queue queue = Queue.on(device)) {
            Kernel kernel = queue.compile(TWICE).with(0, queue.buffer(64));
            int group = Math.toIntExact(kernel.largestGroup() * 2);
            assertThatThrownBy(() -> queue.launch(kernel, group, group))
                    .isInstanceOf(TandemException.Usage.class)
                    .hasMessageContaining("a work group of " + group)
                    .hasMessageContaining("at most " + kernel.largestGroup());
        }
    }

    @Test
    void aBufferThatTheDeviceDoesNotHaveIsNotAskedFor() {
        try (Queue queue = Queue.on(device)) {
            assertThatThrownBy(() -> queue.buffer(device.largestBuffer() + 1))
                    .isInstanceOf(TandemException.Missing.class)
                    .hasMessageContaining(device.name());
        }
    }

    @Test
    void afterTheDriverHasBrokenDownTheAnswerSaysSo() {
        assertThatThrownBy(() -> DeviceFailure.check(-9999, "to run the kernel k"))
                .hasMessage(
                        "OpenCL has refused to run the kernel k with the error code -9999:"
                                + " a kernel has touched memory that is not its own");
        assertThatThrownBy(() -> DeviceFailure.check(-36, "to read a buffer"))
                .hasMessageContaining("its driver may have died");
    }
}
