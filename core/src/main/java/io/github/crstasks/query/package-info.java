/** What to ask for: a predicate on tasks that can also be put to the service. */
@NullMarked
package io.github.crstasks.query;

import org.jspecify.annotations.NullMarked;
