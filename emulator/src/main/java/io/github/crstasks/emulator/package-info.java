/**
 * An emulator of the CRS task list service, API 2.0 and API 3.0, whose tasks and faults are under a test's control.
 *
 * <p>Start at {@link io.github.crstasks.emulator.CrsEmulator}. A test submits tasks to its store, and decides which requests
 * fail.
 */
@NullMarked
package io.github.crstasks.emulator;

import org.jspecify.annotations.NullMarked;
