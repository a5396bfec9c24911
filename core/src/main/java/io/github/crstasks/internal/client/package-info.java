/** The blocking and the asynchronous client, and the driver that runs their operations. */
@NullMarked
package io.github.crstasks.internal.client;

import org.jspecify.annotations.NullMarked;
