package dev.spike.junit;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.EngineDescriptor;
import org.junit.platform.engine.support.discovery.EngineDiscoveryRequestResolver;

/**
 * Makes a failing test of each {@link SpikeTest} method that Jupiter passes over, silently or with
 * a warning: one that returns something, is private or static. Jupiter's own extensions cannot, as
 * a class without any other test is none to Jupiter. Found by JUnit through {@link
 * java.util.ServiceLoader}.
 */
public final class MisuseEngine implements TestEngine {
  private static final EngineDiscoveryRequestResolver<EngineDescriptor> RESOLVER =
      EngineDiscoveryRequestResolver.<EngineDescriptor>builder()
          .addClassContainerSelectorResolver(type -> !Misuse.allOf(type).isEmpty())
          .addSelectorResolver(new MisuseResolver())
          .build();

  /** For JUnit. */
  public MisuseEngine() {}

  @Override
  public String getId() {
    return "spike-misuse";
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    EngineDescriptor engine = new EngineDescriptor(id, "Misuse of spike");
    RESOLVER.resolve(request, engine);
    return engine;
  }

  @Override
  public void execute(ExecutionRequest request) {
    execute(request.getRootTestDescriptor(), request.getEngineExecutionListener());
  }

  private static void execute(TestDescriptor descriptor, EngineExecutionListener listener) {
    listener.executionStarted(descriptor);
    descriptor.getChildren().forEach(child -> execute(child, listener));
    listener.executionFinished(
        descriptor,
        descriptor instanceof MisuseDescriptor test
            ? TestExecutionResult.failed(test.error())
            : TestExecutionResult.successful());
  }
}
