/** An emulator of the CRS task list service, API 2.0 and API 3.0, whose tasks and faults a test controls. */
@NullMarked
package io.github.crstasks.emulator;

import org.jspecify.annotations.NullMarked;
