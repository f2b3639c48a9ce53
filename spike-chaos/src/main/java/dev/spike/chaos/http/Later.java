package dev.spike.chaos.http;

import dev.spike.chaos.wrap.Forward;
import java.lang.reflect.Method;
import java.net.http.HttpClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Methods that clients have since JDK 21, called where they are there. */
final class Later {
  private Later() {}

  static @Nullable Object call(HttpClient client, String name) {
    try {
      return Forward.call(client, HttpClient.class.getMethod(name), null);
    } catch (NoSuchMethodException olderJdk) {
      return null;
    } catch (RuntimeException thrown) {
      throw thrown;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static boolean awaitTermination(HttpClient client, Duration limit) throws InterruptedException {
    try {
      Method method = HttpClient.class.getMethod("awaitTermination", Duration.class);
      return Boolean.TRUE.equals(Forward.call(client, method, new Object[] {limit}));
    } catch (NoSuchMethodException olderJdk) {
      return false;
    } catch (InterruptedException | RuntimeException thrown) {
      throw thrown;
    } catch (Exception impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
