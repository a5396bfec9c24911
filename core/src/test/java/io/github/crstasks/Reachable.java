package io.github.crstasks;

import static java.util.stream.Collectors.groupingBy;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The code that can be reached from some classes, as a compiler of native images computes it: a call reaches the methods that
 * override its target in instantiated classes, and the JDK may call any method that overrides one of its own. For use by one
 * thread.
 */
final class Reachable {
    private final Predicate<JavaClass> followed;

    /** The code unit that reached each code unit first; empty for the roots. */
    private final Map<JavaCodeUnit, List<JavaCodeUnit>> callers = new HashMap<>();

    private final Deque<JavaCodeUnit> open = new ArrayDeque<>();
    private final Map<CodeUnitAccessTarget, JavaCodeUnit> calls = new LinkedHashMap<>();
    private final Map<JavaClass, List<CodeUnitAccessTarget>> virtualCalls = new HashMap<>();
    private final Map<JavaClass, List<JavaClass>> instancesOf = new HashMap<>();
    private final Set<JavaClass> instantiated = new HashSet<>();
    private final Map<JavaClass, List<JavaClass>> lineages = new HashMap<>();
    private final Map<JavaClass, Map<String, List<JavaCodeUnit>>> members = new HashMap<>();

    private Reachable(Predicate<JavaClass> followed) {
        this.followed = followed;
    }

    /** Computes what the members of the roots reach, within the followed classes. */
    static Reachable from(Stream<JavaClass> roots, Predicate<JavaClass> followed) {
        Reachable reachable = new Reachable(followed);
        roots.forEach(root -> root.getCodeUnits().forEach(unit -> reachable.reach(unit, List.of())));
        while (!reachable.open.isEmpty()) {
            reachable.follow(reachable.open.remove());
        }
        return reachable;
    }

    /** Returns the called code units, each with its first caller. */
    Map<CodeUnitAccessTarget, JavaCodeUnit> calls() {
        return calls;
    }

    /** Returns the calls that lead from a root to a code unit. */
    List<JavaCodeUnit> pathTo(JavaCodeUnit unit) {
        List<JavaCodeUnit> path = new ArrayList<>(List.of(unit));
        for (List<JavaCodeUnit> by = callers.getOrDefault(unit, List.of());
                !by.isEmpty();
                by = callers.getOrDefault(by.get(0), List.of())) {
            path.add(0, by.get(0));
        }
        return path;
    }

    private void reach(JavaCodeUnit unit, List<JavaCodeUnit> caller) {
        if (followed.test(unit.getOwner()) && callers.putIfAbsent(unit, caller) == null) {
            open.add(unit);
        }
    }

    private void follow(JavaCodeUnit unit) {
        initialize(unit.getOwner(), unit);
        if (unit instanceof JavaConstructor) {
            instantiate(unit.getOwner(), unit);
        }
        for (var access : unit.getAccessesFromSelf()) {
            if (!(access.getTarget() instanceof CodeUnitAccessTarget target)) {
                initialize(access.getTargetOwner(), unit);
            } else if (calls.putIfAbsent(target, unit) == null) {
                call(target, unit);
            }
        }
    }

    private void initialize(JavaClass owner, JavaCodeUnit by) {
        owner.getStaticInitializer().ifPresent(initializer -> reach(initializer, List.of(by)));
    }

    private void call(CodeUnitAccessTarget target, JavaCodeUnit by) {
        JavaClass owner = target.getOwner();
        if (target.getName().equals(JavaConstructor.CONSTRUCTOR_NAME)) {
            bodies(List.of(owner), target.getName(), target.getRawParameterTypes(), by);
            return;
        }
        virtualCalls.computeIfAbsent(owner, called -> new ArrayList<>()).add(target);
        bodies(lineage(owner), target.getName(), target.getRawParameterTypes(), by);
        for (JavaClass type : instancesOf.getOrDefault(owner, List.of())) {
            bodies(lineage(type), target.getName(), target.getRawParameterTypes(), by);
        }
    }

    private void instantiate(JavaClass type, JavaCodeUnit by) {
        if (!instantiated.add(type)) {
            return;
        }
        for (JavaClass above : lineage(type)) {
            instancesOf.computeIfAbsent(above, owner -> new ArrayList<>()).add(type);
            virtualCalls
                    .getOrDefault(above, List.of())
                    .forEach(target -> bodies(
                            lineage(type),
                            target.getName(),
                            target.getRawParameterTypes(),
                            calls.getOrDefault(target, by)));
            if (above.getPackageName().startsWith("java.")) {
                above.getMethods()
                        .forEach(method -> bodies(lineage(type), method.getName(), method.getRawParameterTypes(), by));
            }
        }
    }

    private void bodies(List<JavaClass> lineage, String name, List<JavaClass> parameters, JavaCodeUnit by) {
        for (JavaClass owner : lineage) {
            members
                    .computeIfAbsent(
                            owner, type -> type.getCodeUnits().stream().collect(groupingBy(JavaCodeUnit::getName)))
                    .getOrDefault(name, List.of())
                    .stream()
                    .filter(unit -> unit.getRawParameterTypes().equals(parameters))
                    .filter(unit -> !unit.getModifiers().contains(JavaModifier.ABSTRACT))
                    .forEach(unit -> reach(unit, List.of(by)));
        }
    }

    /** Returns a class and all its supertypes. */
    private List<JavaClass> lineage(JavaClass type) {
        return lineages.computeIfAbsent(
                type,
                one -> Stream.of(List.of(one), one.getAllRawSuperclasses(), one.getAllRawInterfaces())
                        .flatMap(classes -> classes.stream())
                        .toList());
    }
}
