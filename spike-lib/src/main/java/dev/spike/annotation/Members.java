package dev.spike.annotation;

import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The annotated members of a class and of those above it, checked.
 *
 * @param type the class
 * @param methods those with any annotation of ours, overridden ones left out
 * @param params the fields to be set
 */
record Members(Class<?> type, List<Method> methods, List<Field> params) {
  private static final List<Class<? extends Annotation>> OURS =
      List.of(SpikeScenario.class, Load.class, Expect.class, SetUp.class, TearDown.class);

  static Members of(Class<?> type) {
    checkClass(type);
    List<Method> methods = new ArrayList<>();
    List<Field> params = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Class<?> c = type; c != null && c != Object.class; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        String signature = method.getName() + Arrays.toString(method.getParameterTypes());
        boolean ours = OURS.stream().anyMatch(method::isAnnotationPresent);
        if (!method.isBridge() && seen.add(signature) && ours) {
          methods.add(checked(method));
        }
      }
      Arrays.stream(c.getDeclaredFields())
          .filter(field -> field.isAnnotationPresent(Param.class))
          .forEach(params::add);
    }
    return new Members(type, methods, params);
  }

  private static void checkClass(Class<?> type) {
    String name = "class " + type.getName();
    boolean inner = type.getEnclosingClass() != null && !Modifier.isStatic(type.getModifiers());
    if (!Modifier.isPublic(type.getModifiers()) || Modifier.isAbstract(type.getModifiers())) {
      throw new IllegalArgumentException(
          name + ": annotated scenarios are in a public class that is not abstract; make it one");
    }
    boolean made = Arrays.stream(type.getConstructors()).anyMatch(c -> c.getParameterCount() == 0);
    if (inner || !made) {
      throw new IllegalArgumentException(
          name
              + ": it needs a public constructor without arguments"
              + (inner ? "; make it static" : "; what it needs is made in @SetUp"));
    }
    SpikeScenario ofAll = type.getAnnotation(SpikeScenario.class);
    if (ofAll != null && !ofAll.name().isEmpty()) {
      throw new IllegalArgumentException(
          name
              + ": @SpikeScenario(name = \""
              + ofAll.name()
              + "\") names one scenario, not a class of them; give the name to its method");
    }
  }

  private static Method checked(Method method) {
    int modifiers = method.getModifiers();
    if (!Modifier.isPublic(modifiers) || Modifier.isStatic(modifiers)) {
      throw new IllegalArgumentException(
          Call.nameOf(method) + ": annotated methods are public and not static; make it so");
    }
    return method;
  }

  static void checkParameters(Method method, Optional<Class<?>> takes, String what) {
    Class<?>[] parameters = method.getParameterTypes();
    boolean fits =
        parameters.length == 0
            || (parameters.length == 1 && takes.filter(parameters[0]::equals).isPresent());
    if (!fits) {
      throw new IllegalArgumentException(
          Call.nameOf(method)
              + ": "
              + what
              + " takes no parameter"
              + takes.map(one -> ", or one " + one.getSimpleName()).orElse("")
              + "; what else it needs are fields");
    }
  }

  /** The methods with an annotation. */
  List<Method> with(Class<? extends Annotation> annotation) {
    return methods.stream().filter(method -> method.isAnnotationPresent(annotation)).toList();
  }

  /** The methods with an annotation that are no scenarios themselves, but say something of all. */
  List<Method> givers(Class<? extends Annotation> annotation) {
    return with(annotation).stream()
        .filter(method -> !method.isAnnotationPresent(SpikeScenario.class))
        .toList();
  }
}
