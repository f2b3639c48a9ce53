package dev.spike.junit;

import static dev.spike.chaos.fault.Faults.exception;
import static dev.spike.chaos.fault.Faults.hang;
import static dev.spike.chaos.fault.Faults.latency;
import static org.junit.platform.commons.support.AnnotationSupport.findRepeatableAnnotations;
import static org.junit.platform.commons.support.AnnotationSupport.isAnnotated;

import dev.spike.chaos.CallFault;
import dev.spike.chaos.Injection;
import java.lang.reflect.AnnotatedElement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The faults that a {@link WithFault} stands for. */
record Declared(WithFault fault) {
  private static final Pattern TIME = Pattern.compile("(\\d{1,9}) ?(us|ms|s|min)");

  /** Those of a test: of its class and of what encloses that, the outermost first, then its own. */
  static List<Declared> allOf(ExtensionContext context) {
    return elements(context).stream()
        .flatMap(each -> findRepeatableAnnotations(each, WithFault.class).stream())
        .map(Declared::new)
        .toList();
  }

  static boolean onAllThreads(ExtensionContext context) {
    return elements(context).stream().anyMatch(each -> isAnnotated(each, OnAllThreads.class));
  }

  private static List<AnnotatedElement> elements(ExtensionContext context) {
    Deque<AnnotatedElement> elements = new ArrayDeque<>();
    elements.add(context.getRequiredTestMethod());
    for (Class<?> type = context.getRequiredTestClass();
        type != null;
        type = type.getEnclosingClass()) {
      elements.addFirst(type);
    }
    return List.copyOf(elements);
  }

  void arm(Chaos chaos) {
    Duration timeToLive = time("timeToLive", fault.timeToLive());
    injections().forEach(each -> chaos.arm(each, timeToLive, fault.optional()));
  }

  /** Those to arm, in the order in which they act: slow, then failing. */
  private List<Injection> injections() {
    List<CallFault> all = new ArrayList<>();
    if (!fault.latency().isEmpty()) {
      all.add(latency(time("latency", fault.latency())));
    }
    if (fault.hang()) {
      all.add(hang());
    }
    if (fault.exception() != WithFault.None.class) {
      all.add(exception(ExceptionMaker.of(fault.exception(), "injected at " + fault.point())));
    }
    if (all.isEmpty()) {
      throw wrong("says not what goes wrong: give latency, exception or hang");
    }
    return all.stream().map(this::placed).toList();
  }

  private Injection placed(CallFault each) {
    Injection placed = each.on(fault.point()).withProbability(fault.probability());
    return fault.first() == Long.MAX_VALUE ? placed : placed.first(fault.first());
  }

  private Duration time(String name, String text) {
    Matcher time = TIME.matcher(text);
    if (!time.matches()) {
      throw wrong("has " + name + " = \"" + text + "\": give a time such as 200ms, 2s or 5min");
    }
    long number = Long.parseLong(time.group(1));
    return switch (time.group(2)) {
      case "us" -> Duration.ofNanos(number * 1_000);
      case "ms" -> Duration.ofMillis(number);
      case "s" -> Duration.ofSeconds(number);
      default -> Duration.ofMinutes(number);
    };
  }

  IllegalArgumentException notInFactory(String method) {
    return wrong(
        "is not for the dynamic tests of "
            + method
            + ": arm it in each of them by a Chaos that the method takes, or make it a"
            + " @ParameterizedTest");
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("@WithFault on " + fault.point() + " " + what);
  }
}
