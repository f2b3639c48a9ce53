package dev.spike.samples.suite;

import dev.spike.measure.Fact;
import dev.spike.remote.HttpTarget;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Tokens that logins gave: all of a burst and some of the others, checked when the load is over.
 * Thread-safe.
 */
final class IssuedTokens {
  private static final int MAX_OTHERS = 200;

  private final Queue<Issued> issued = new ConcurrentLinkedQueue<>();
  private final AtomicInteger others = new AtomicInteger();

  private record Issued(String user, String token, boolean burst) {}

  void issued(String user, String token, boolean burst) {
    if (burst || others.getAndIncrement() < MAX_OTHERS) {
      issued.add(new Issued(user, token, burst));
    }
  }

  /** Asks the service of each token whose it is. */
  List<Fact> checkedWith(HttpTarget auth) throws IOException, InterruptedException {
    int invalid = 0;
    String first = "";
    Set<String> seen = new HashSet<>();
    for (Issued one : issued) {
      String problem = problemOf(auth, one, seen.add(one.token));
      invalid += problem.isEmpty() ? 0 : 1;
      first = first.isEmpty() ? problem : first;
    }
    return List.of(
        Fact.count("tokens.checked", issued.size()),
        Fact.count("tokens.of-burst", issued.stream().filter(Issued::burst).count()),
        Fact.count("tokens.invalid", invalid, first));
  }

  private static String problemOf(HttpTarget auth, Issued one, boolean unique)
      throws IOException, InterruptedException {
    if (!unique) {
      return "the token of " + one.user + " was given twice";
    }
    var answer = auth.send("GET", "/sessions/" + one.token, null);
    if (answer.status() != 200) {
      return "the token of " + one.user + " is answered with " + answer.status();
    }
    String owner = JsonAnswer.text(answer, "user");
    return owner.equals(one.user) ? "" : "the token of " + one.user + " belongs to " + owner;
  }
}
