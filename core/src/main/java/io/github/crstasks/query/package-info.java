/**
 * The query DSL.
 *
 * <p>A {@link io.github.crstasks.query.TaskQuery} is built from conditions with {@code and}, {@code or} and {@code negate},
 * or parsed from text. It is a predicate of tasks too, so that it can be tested without a service.
 */
@NullMarked
package io.github.crstasks.query;

import org.jspecify.annotations.NullMarked;
