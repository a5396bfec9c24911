/** The listeners of the documents, run with the libraries that they report to. */
@NullMarked
package io.github.crstasks.tests.observability;

import org.jspecify.annotations.NullMarked;
