/** Example programs that run against an emulator of the service. */
@NullMarked
package io.github.crstasks.examples;

import org.jspecify.annotations.NullMarked;
