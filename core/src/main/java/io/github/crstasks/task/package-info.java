/** What the service tells about a task. */
@NullMarked
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        allowedClasspathAnnotations = {Override.class},
        jdkOnly = true)
package io.github.crstasks.task;

import org.immutables.value.Value;
import org.jspecify.annotations.NullMarked;
