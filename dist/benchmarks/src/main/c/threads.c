/* SPDX-License-Identifier: Apache-2.0 */
/* Starts COUNT POSIX threads that wait until all have begun, and then for the end. Prints what one has
   taken: nanoseconds until all had begun, and bytes of physical memory; see proc_pid_statm(5). */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t all = PTHREAD_COND_INITIALIZER, end = PTHREAD_COND_INITIALIZER;
static int count, begun, over;

static void *live(void *unused) {
  (void)unused;
  pthread_mutex_lock(&mutex);
  if (++begun == count) pthread_cond_signal(&all);
  while (!over) pthread_cond_wait(&end, &mutex);
  pthread_mutex_unlock(&mutex);
  return NULL;
}

static long resident(void) {
  long size = 0, pages = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  if (!file || fscanf(file, "%ld %ld", &size, &pages) != 2) exit(1);
  fclose(file);
  return pages * sysconf(_SC_PAGESIZE);
}

int main(int argc, char **argv) {
  count = argc > 1 ? atoi(argv[1]) : 0;
  pthread_t *threads = calloc((size_t)count, sizeof *threads);
  struct timespec from, to;
  if (count < 1 || !threads) return 2;
  long before = resident();
  clock_gettime(CLOCK_MONOTONIC, &from);
  for (int i = 0; i < count; i++)
    if (pthread_create(&threads[i], NULL, live, NULL)) return 1;
  pthread_mutex_lock(&mutex);
  while (begun < count) pthread_cond_wait(&all, &mutex);
  pthread_mutex_unlock(&mutex);
  clock_gettime(CLOCK_MONOTONIC, &to);
  double nanos = (to.tv_sec - from.tv_sec) * 1e9 + (to.tv_nsec - from.tv_nsec);
  printf("%.0f %ld\n", nanos / count, (resident() - before) / count);
  pthread_mutex_lock(&mutex);
  over = 1;
  pthread_cond_broadcast(&end);
  pthread_mutex_unlock(&mutex);
  for (int i = 0; i < count; i++) pthread_join(threads[i], NULL);
  return 0;
}
