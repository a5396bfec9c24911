/** Codecs that turn scans into signed requests and replies into tasks. */
@NullMarked
package io.github.crstasks.internal.wire;

import org.jspecify.annotations.NullMarked;
