package dev.spike.bench;

import de.codecentric.spring.boot.chaos.monkey.component.ChaosMonkeyRequestScope;
import de.codecentric.spring.boot.chaos.monkey.component.ChaosTarget;
import de.codecentric.spring.boot.chaos.monkey.component.MetricEventPublisher;
import de.codecentric.spring.boot.chaos.monkey.configuration.AssaultProperties;
import de.codecentric.spring.boot.chaos.monkey.configuration.ChaosMonkeyProperties;
import de.codecentric.spring.boot.chaos.monkey.configuration.ChaosMonkeySettings;
import de.codecentric.spring.boot.chaos.monkey.configuration.WatcherProperties;
import de.codecentric.spring.boot.chaos.monkey.watcher.advice.ChaosMonkeyDefaultAdvice;
import java.util.List;
import java.util.function.IntSupplier;
import org.springframework.aop.framework.ProxyFactory;

/** Chaos Monkey for Spring Boot as a bean meets it: its watcher on, the monkey itself off. */
final class ChaosMonkey {
  private ChaosMonkey() {}

  static IntSupplier watched(IntSupplier bean) {
    MetricEventPublisher metrics = new MetricEventPublisher();
    metrics.setApplicationEventPublisher(event -> {});
    ChaosMonkeySettings off =
        new ChaosMonkeySettings(
            new ChaosMonkeyProperties(), new AssaultProperties(), new WatcherProperties());
    ChaosMonkeyRequestScope monkey =
        new ChaosMonkeyRequestScope(
            off, List.of(), List.of(), metrics, name -> true, (target, name) -> name);
    ProxyFactory proxies = new ProxyFactory(bean);
    proxies.addAdvice(
        new ChaosMonkeyDefaultAdvice(monkey, metrics, ChaosTarget.SERVICE, () -> true));
    return (IntSupplier) proxies.getProxy();
  }
}
