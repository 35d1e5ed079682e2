package io.tributary.streams.runtime;

/** What the app says of itself to whoever watches it. */
enum AppState {
    STARTING,
    RUNNING,
    STOPPING,
    FAILED
}
