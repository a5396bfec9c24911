/** Fixtures that the tests of this module share: a fake transport, a manual scheduler, a subscriber and tasks. */
@NullMarked
package io.github.crstasks.testing;

import org.jspecify.annotations.NullMarked;
