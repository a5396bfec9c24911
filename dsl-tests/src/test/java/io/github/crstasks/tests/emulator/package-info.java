/** Tests of the emulator as programs and their tests use it. */
@NullMarked
package io.github.crstasks.tests.emulator;

import org.jspecify.annotations.NullMarked;
