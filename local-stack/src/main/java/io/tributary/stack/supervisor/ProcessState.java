package io.tributary.stack.supervisor;

/** Where a process is in its life. */
enum ProcessState {
    /** Others must serve first. */
    WAITING,
    /** Started, does not serve yet. */
    STARTING,
    RUNNING,
    /** Served before, does not now. */
    UNHEALTHY,
    /** Died; a pause before the next start. */
    RESTARTING,
    /** Never served and was given up. */
    FAILED,
    STOPPING,
    STOPPED
}
