package dev.tandem.explore.world;

/**
 * Fairness towards threads that wait by looping: one that yields is not chosen again before
 * everybody who could go on then has moved or stopped (Musuvathi and Qadeer, 2008). Without it a
 * depth-first search would follow a loop for ever.
 */
final class Courtesy {

    private final Scheduler scheduler;
    private long polite;

    Courtesy(Scheduler scheduler) {
        this.scheduler = scheduler;
    }

    void clear() {
        polite = 0;
    }

    /** A task lets others go first. */
    void ask(Task task, long others) {
        task.courtesy = others;
        polite |= task.bit;
    }

    /** Whether somebody lets others go first. */
    boolean isShown() {
        return polite != 0;
    }

    /** Who may be chosen among those who can go on. */
    long eligible(long runnable) {
        long fair = runnable & ~polite;
        return fair != 0 ? fair : runnable;
    }

    void moved(Task mover, long runnable) {
        for (long rest = polite; rest != 0; rest &= rest - 1) {
            Task task = scheduler.task(Long.numberOfTrailingZeros(rest));
            task.courtesy &= ~mover.bit & runnable;
            if (task.courtesy == 0 || task == mover) {
                task.courtesy = 0;
                polite &= ~task.bit;
            }
        }
    }
}
