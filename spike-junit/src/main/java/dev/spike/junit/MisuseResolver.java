package dev.spike.junit;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.platform.engine.discovery.ClassSelector;
import org.junit.platform.engine.discovery.MethodSelector;
import org.junit.platform.engine.support.discovery.SelectorResolver;

/** Finds what {@link MisuseEngine} reports in the classes and methods that are to run. */
final class MisuseResolver implements SelectorResolver {
  @Override
  public Resolution resolve(ClassSelector selector, Context context) {
    return found(Misuse.allOf(selector.getJavaClass()), context);
  }

  @Override
  public Resolution resolve(MethodSelector selector, Context context) {
    return found(
        Misuse.of(selector.getJavaClass(), selector.getJavaMethod()).stream().toList(), context);
  }

  private static Resolution found(Collection<Misuse> misuses, Context context) {
    Set<Match> matches =
        misuses.stream()
            .flatMap(misuse -> added(misuse, context).stream())
            .map(Match::exact)
            .collect(Collectors.toSet());
    return matches.isEmpty() ? Resolution.unresolved() : Resolution.matches(matches);
  }

  private static Optional<MisuseDescriptor> added(Misuse misuse, Context context) {
    return context.addToParent(
        parent -> Optional.of(new MisuseDescriptor(parent.getUniqueId(), misuse)));
  }
}
