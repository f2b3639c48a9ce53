package dev.spike.annotation;

import dev.spike.Parameter;
import dev.spike.Params;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A field that is a parameter.
 *
 * @param field the field
 * @param parameter what it is as a parameter
 */
record ParamField(Field field, Parameter parameter) {
  static ParamField of(Field field) {
    String where = where(field);
    if (Modifier.isFinal(field.getModifiers()) || Modifier.isStatic(field.getModifiers())) {
      throw new IllegalArgumentException(
          where + ": a @Param field is set for each run; make it neither final nor static");
    }
    if (!field.trySetAccessible()) {
      throw new IllegalArgumentException(
          where + ": it cannot be set; open its package to spike, or make it public");
    }
    List<String> values = values(field);
    Parameter parameter =
        values.size() == 1
            ? new Parameter(field.getName(), values.get(0), description(field))
            : Parameter.each(field.getName(), values, description(field));
    ParamField param = new ParamField(field, parameter);
    values.forEach(
        value -> param.parsed(Params.of(List.of(parameter), Map.of(name(field), value))));
    return param;
  }

  private static String name(Field field) {
    return field.getName();
  }

  private static String where(Field field) {
    return "@Param " + field.getDeclaringClass().getSimpleName() + "." + field.getName();
  }

  private static List<String> values(Field field) {
    String[] given = field.getAnnotation(Param.class).value();
    if (given.length > 0) {
      return List.of(given);
    }
    if (field.getType().isEnum()) {
      return constants(field.getType());
    }
    if (field.getType() == boolean.class || field.getType() == Boolean.class) {
      return List.of("false", "true");
    }
    throw new IllegalArgumentException(
        where(field) + ": it has no value; give some, such as @Param({\"10\", \"20\"})");
  }

  private static List<String> constants(Class<?> type) {
    return Arrays.stream(type.getEnumConstants()).map(c -> ((Enum<?>) c).name()).toList();
  }

  private static String description(Field field) {
    Class<?> type = field.getType();
    return type.isEnum() ? String.join(", ", constants(type)) : type.getSimpleName();
  }

  /** Sets the field of a state. */
  void set(Object state, Params params) {
    try {
      field.set(state, parsed(params));
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(where(field) + " could be set before and now cannot", e);
    }
  }

  private Object parsed(Params params) {
    String name = parameter.name();
    Class<?> type = field.getType();
    if (type == String.class) {
      return params.text(name);
    }
    if (type == Duration.class) {
      return params.duration(name);
    }
    if (type == boolean.class || type == Boolean.class) {
      return params.flag(name);
    }
    if (type == double.class || type == Double.class) {
      return params.number(name);
    }
    return type.isEnum() ? constant(type, params.text(name)) : number(type, params.text(name));
  }

  private Object constant(Class<?> type, String text) {
    return Stream.of(type.getEnumConstants())
        .filter(constant -> ((Enum<?>) constant).name().equals(text))
        .findFirst()
        .orElseThrow(() -> refused(text, "it must be one of " + constants(type)));
  }

  private Object number(Class<?> type, String text) {
    try {
      if (type == int.class || type == Integer.class) {
        return Integer.valueOf(text);
      }
      if (type == long.class || type == Long.class) {
        return Long.valueOf(text);
      }
      if (type == float.class || type == Float.class) {
        return Float.valueOf(text);
      }
      if (type == short.class || type == Short.class) {
        return Short.valueOf(text);
      }
      if (type == byte.class || type == Byte.class) {
        return Byte.valueOf(text);
      }
    } catch (NumberFormatException e) {
      throw refused(text, "it must be a number of type " + type.getSimpleName());
    }
    if ((type == char.class || type == Character.class) && text.length() == 1) {
      return text.charAt(0);
    }
    throw refused(
        text, "a field takes a primitive, a String, an enum or a Duration, not that as " + type);
  }

  private IllegalArgumentException refused(String text, String why) {
    return new IllegalArgumentException("parameter " + parameter.name() + "=" + text + ": " + why);
  }
}
