/** Tests that the documents of the project show working code and existing names. */
@NullMarked
package io.github.crstasks.tests.documents;

import org.jspecify.annotations.NullMarked;
