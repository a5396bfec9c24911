/** Fixtures that several groups of tests share. */
@NullMarked
package io.github.crstasks.tests.support;

import org.jspecify.annotations.NullMarked;
