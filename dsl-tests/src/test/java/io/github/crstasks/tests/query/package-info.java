/** Properties of queries and plans, without a service. */
@NullMarked
package io.github.crstasks.tests.query;

import org.jspecify.annotations.NullMarked;
