/** The JSON form of values: what Jackson, Gson and Java serialization share. */
@NullMarked
package io.github.crstasks.internal.json;

import org.jspecify.annotations.NullMarked;
