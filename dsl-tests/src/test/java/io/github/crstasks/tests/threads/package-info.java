/** Tests of the threads that a client uses and leaves. */
@NullMarked
package io.github.crstasks.tests.threads;

import org.jspecify.annotations.NullMarked;
