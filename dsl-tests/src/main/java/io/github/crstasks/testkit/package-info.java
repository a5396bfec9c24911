/** What a third party needs to test a transport or a query. */
@NullMarked
package io.github.crstasks.testkit;

import org.jspecify.annotations.NullMarked;
