// SPDX-License-Identifier: Apache-2.0
package dev.tandem.gpu;

import static org.lwjgl.opencl.CL10.clSetKernelArg;
import static org.lwjgl.opencl.CL10.clSetKernelArg1f;
import static org.lwjgl.opencl.CL10.clSetKernelArg1i;
import static org.lwjgl.opencl.CL10.clSetKernelArg1p;

/**
 * A compiled kernel. It lives as long as the {@link Queue} that compiled it; its arguments stay
 * until they are set anew.
 *
 * @param largestGroup how many of its items the device can run as one group
 */
record Kernel(String name, long handle, long largestGroup) {

    Kernel with(int position, Buffer buffer) {
        return checked(clSetKernelArg1p(handle, position, buffer.handle()), position);
    }

    Kernel with(int position, int value) {
        return checked(clSetKernelArg1i(handle, position, value), position);
    }

    Kernel with(int position, float value) {
        return checked(clSetKernelArg1f(handle, position, value), position);
    }

    /** Local memory, which each group has for itself. */
    Kernel withLocal(int position, long bytes) {
        return checked(clSetKernelArg(handle, position, bytes), position);
    }

    private Kernel checked(int code, int position) {
        DeviceFailure.check(code, "argument " + position + " of the kernel " + name);
        return this;
    }
}
