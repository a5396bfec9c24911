package io.github.crstasks.internal;

import com.google.gson.annotations.JsonAdapter;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.immutables.value.Value;

/**
 * The style of all generated values: a package-private implementation behind the handwritten type, with the JDK alone.
 *
 * <p>Gson looks at the class of a value, so that the implementation has the {@code @JsonAdapter} of the handwritten type.
 *
 * <p>Retained in the source only. With a longer retention, programs that compile against this library would need the
 * Immutables annotations to read its classes.
 */
@Value.Style(
        visibility = Value.Style.ImplementationVisibility.PACKAGE,
        overshadowImplementation = true,
        passAnnotations = {JsonAdapter.class},
        allowedClasspathAnnotations = {Override.class},
        jdkOnly = true)
@Retention(RetentionPolicy.SOURCE)
@Target(ElementType.TYPE)
public @interface GeneratedValue {}
