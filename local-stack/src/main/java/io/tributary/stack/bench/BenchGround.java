package io.tributary.stack.bench;

import io.tributary.stack.config.StackConfig;
import io.tributary.stack.layout.Installation;
import io.tributary.stack.layout.StateDirectory;

/**
 * What every measured stack stands on.
 *
 * @param installation the built code
 * @param state a directory for this measurement alone
 * @param config ports, memory and settings
 */
record BenchGround(Installation installation, StateDirectory state, StackConfig config) {}
