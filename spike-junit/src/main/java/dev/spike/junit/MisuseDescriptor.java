package dev.spike.junit;

import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.opentest4j.AssertionFailedError;

/** A {@link Misuse} as a test that fails; chosen and left out by the tags of its method. */
final class MisuseDescriptor extends AbstractTestDescriptor {
  private final Misuse misuse;

  MisuseDescriptor(UniqueId parent, Misuse misuse) {
    super(
        parent.append("method", misuse.type().getName() + "." + misuse.method().getName()),
        misuse.method().getName(),
        MethodSource.from(misuse.type(), misuse.method()));
    this.misuse = misuse;
  }

  AssertionFailedError error() {
    return new AssertionFailedError(misuse.message());
  }

  @Override
  public Set<TestTag> getTags() {
    return AnnotationSupport.findRepeatableAnnotations(misuse.method(), Tag.class).stream()
        .map(tag -> TestTag.create(tag.value()))
        .collect(Collectors.toSet());
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }
}
