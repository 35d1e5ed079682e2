package io.tributary.stack.process;

/** Asks a process whether it serves. */
@FunctionalInterface
public interface HealthCheck {

    /** Answers within a few seconds and never throws. */
    Health check();

    /** What a process answered. */
    sealed interface Health {

        /** It serves. */
        record Healthy() implements Health {}

        /**
         * It answers, but does not serve: it is still starting, or says itself that it failed.
         *
         * @param reason why, for people
         */
        record NotReady(String reason) implements Health {}

        /**
         * It does not answer.
         *
         * @param reason why, for people
         */
        record Unreachable(String reason) implements Health {}
    }
}
