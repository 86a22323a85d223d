/* What a start takes: runs a command once, drops what it prints, and prints the microseconds of
   processor time and the page faults that it took. */
#include <fcntl.h>
#include <spawn.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

extern char **environ;

static long micros(struct timeval time) { return time.tv_sec * 1000000L + time.tv_usec; }

int main(int argc, char **argv) {
  pid_t child;
  int status;
  struct rusage usage;
  posix_spawn_file_actions_t actions;
  if (argc < 2 || posix_spawn_file_actions_init(&actions) != 0) return 2;
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  if (posix_spawn(&child, argv[1], &actions, NULL, argv + 1, environ) != 0) return 2;
  if (wait4(child, &status, 0, &usage) != child || status != 0) return 1;
  printf("%ld %ld\n", micros(usage.ru_utime) + micros(usage.ru_stime),
         usage.ru_minflt + usage.ru_majflt);
  return 0;
}
