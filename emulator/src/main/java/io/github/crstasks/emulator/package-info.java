/** An emulator of the CRS task list service (API 2.0, GetRedisTaskList) whose tasks and faults a test controls. */
@NullMarked
package io.github.crstasks.emulator;

import org.jspecify.annotations.NullMarked;
