package dev.spike.junit;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;

/**
 * Arms the faults of a {@link WithFault} around the test method and gives tests their {@link
 * Chaos}. Needs naming, {@code @ExtendWith(ChaosExtension.class)}, only where a test has neither a
 * {@link WithFault} nor a {@link SpikeTest} and takes a {@link Chaos}.
 */
public final class ChaosExtension
    implements ParameterResolver, InvocationInterceptor, AfterEachCallback {
  private static final Namespace OURS = Namespace.create(ChaosExtension.class);

  /** For JUnit. */
  public ChaosExtension() {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Chaos.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    if (context.getTestMethod().isEmpty()) {
      throw new ParameterResolutionException(
          "Chaos is for one test: take it in the test or in a method with @BeforeEach");
    }
    return chaos(context);
  }

  private static Chaos chaos(ExtensionContext context) {
    return context
        .getStore(OURS)
        .getOrComputeIfAbsent(
            Chaos.class,
            key ->
                new Chaos(
                    TestName.of(context),
                    Settings.of(context).seed(),
                    Declared.onAllThreads(context)),
            Chaos.class);
  }

  @Override
  public void interceptTestMethod(
      Invocation<@Nullable Void> test,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    disturbed(test, context);
  }

  @Override
  public void interceptTestTemplateMethod(
      Invocation<@Nullable Void> test,
      ReflectiveInvocationContext<Method> method,
      ExtensionContext context)
      throws Throwable {
    disturbed(test, context);
  }

  /** Its tests run after the method, and would find no fault armed. */
  @Override
  public <T extends @Nullable Object> T interceptTestFactoryMethod(
      Invocation<T> factory, ReflectiveInvocationContext<Method> method, ExtensionContext context)
      throws Throwable {
    List<Declared> faults = Declared.allOf(context);
    if (!faults.isEmpty()) {
      throw faults.get(0).notInFactory(TestName.of(context));
    }
    return factory.proceed();
  }

  /** On the thread of the test, be it one of its own for the sake of a time-out. */
  private static void disturbed(Invocation<@Nullable Void> test, ExtensionContext context)
      throws Throwable {
    Chaos chaos = chaos(context);
    try {
      Declared.allOf(context).forEach(declared -> declared.arm(chaos));
      test.proceed();
    } finally {
      chaos.end();
    }
  }

  /** Also after a time-out, which leaves a thread of its own behind, perhaps still in the test. */
  @Override
  public void afterEach(ExtensionContext context) {
    Chaos chaos = chaos(context);
    boolean failed = context.getExecutionException().isPresent();
    List<String> wrong = new ArrayList<>(chaos.end());
    if (!failed) {
      wrong.addAll(chaos.idle());
    }
    if (!wrong.isEmpty() || failed) {
      chaos.journal().forEach(System.out::println);
    }
    if (!wrong.isEmpty()) {
      throw new AssertionFailedError(String.join("\n", wrong));
    }
  }
}
