/** How a scan becomes a request, and a reply becomes rows. */
@NullMarked
package io.github.crstasks.protocol;

import org.jspecify.annotations.NullMarked;
