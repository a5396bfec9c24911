/** Tests that JSON libraries and Java serialization write and read values in one documented form. */
@NullMarked
package io.github.crstasks.tests.json;

import org.jspecify.annotations.NullMarked;
