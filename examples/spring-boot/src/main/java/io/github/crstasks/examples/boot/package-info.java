/** An example program with Spring Boot: {@code GET /tasks} returns the tasks of the last day as JSON. */
@NullMarked
package io.github.crstasks.examples.boot;

import org.jspecify.annotations.NullMarked;
