/** Tests that show where this client and the official SDKs differ. */
@NullMarked
package io.github.crstasks.tests.comparison;

import org.jspecify.annotations.NullMarked;
