/** The two versions of the service API. */
@NullMarked
package io.github.crstasks.protocol;

import org.jspecify.annotations.NullMarked;
