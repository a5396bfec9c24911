/** The query DSL. */
@NullMarked
package io.github.crstasks.query;

import org.jspecify.annotations.NullMarked;
