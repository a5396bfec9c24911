/** Query nodes, and the planner that compiles them to disjoint scans. */
@NullMarked
package io.github.crstasks.internal.plan;

import org.jspecify.annotations.NullMarked;
