// SPDX-License-Identifier: Apache-2.0
// Prints how many nanoseconds pass from asking for a kernel that does nothing until it begins, the best of
// five, by the events of the device: a GPU where there is one. OpenCL is loaded by name and declared here,
// because its headers come with development packages that few machines have.
#include <dlfcn.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

static const uint64_t GPU = 4, ALL = 0xffffffff, PROFILING = 2;
static const unsigned QUEUED = 0x1280, START = 0x1282;

enum { MOST_PLATFORMS = 16, ROUNDS = 5 };

static void *library;

#define CALL(result, name, ...) ((result(*)(__VA_ARGS__))dlsym(library, name))

static void *device(void **platform) {
  void *platforms[MOST_PLATFORMS], *found = NULL;
  unsigned count = 0;
  CALL(int, "clGetPlatformIDs", unsigned, void **, unsigned *)(MOST_PLATFORMS, platforms, &count);
  uint64_t types[] = {GPU, ALL};
  for (int t = 0; t < 2 && !found; t++)
    for (unsigned p = 0; p < count && !found; p++)
      if (CALL(int, "clGetDeviceIDs", void *, uint64_t, unsigned, void **, unsigned *)(
              *platform = platforms[p], types[t], 1, &found, NULL))
        found = NULL;
  return found;
}

static uint64_t time_of(void *event, unsigned what) {
  uint64_t nanos = 0;
  CALL(int, "clGetEventProfilingInfo", void *, unsigned, size_t, void *, size_t *)(
      event, what, sizeof nanos, &nanos, NULL);
  return nanos;
}

int main(void) {
  library = dlopen("libOpenCL.so.1", RTLD_NOW);
  if (!library) return 3;
  void *platform, *id = device(&platform);
  if (!id) return 3;
  int code = 0;
  void *context = CALL(void *, "clCreateContext", const void *, unsigned, void **, void *, void *, int *)(
      NULL, 1, &id, NULL, NULL, &code);
  void *queue = CALL(void *, "clCreateCommandQueue", void *, void *, uint64_t, int *)(
      context, id, PROFILING, &code);
  const char *source = "kernel void nothing(int unused) {}";
  void *program = CALL(void *, "clCreateProgramWithSource", void *, unsigned, const char **, size_t *, int *)(
      context, 1, &source, NULL, &code);
  CALL(int, "clBuildProgram", void *, unsigned, void **, const char *, void *, void *)(
      program, 1, &id, "-cl-std=CL1.2", NULL, NULL);
  void *kernel = CALL(void *, "clCreateKernel", void *, const char *, int *)(program, "nothing", &code);
  if (code) return 3;
  int zero = 0;
  CALL(int, "clSetKernelArg", void *, unsigned, size_t, const void *)(kernel, 0, sizeof zero, &zero);
  uint64_t best = UINT64_MAX;
  for (int i = 0; i < ROUNDS; i++) {
    size_t items = 1;
    void *event;
    if (CALL(int, "clEnqueueNDRangeKernel", void *, void *, unsigned, const size_t *, const size_t *,
             const size_t *, unsigned, void **, void **)(queue, kernel, 1, NULL, &items, NULL, 0, NULL, &event))
      return 3;
    CALL(int, "clWaitForEvents", unsigned, void **)(1, &event);
    uint64_t nanos = time_of(event, START) - time_of(event, QUEUED);
    if (nanos < best) best = nanos;
    CALL(int, "clReleaseEvent", void *)(event);
  }
  printf("%llu\n", (unsigned long long)best);
  return 0;
}
