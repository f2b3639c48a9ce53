package dev.spike.junit;

import dev.spike.junit.cases.Crowd;
import dev.spike.junit.cases.Disturbed;
import dev.spike.junit.cases.Judged;
import dev.spike.junit.cases.Misused;
import dev.spike.junit.cases.Neighbours;
import dev.spike.junit.cases.TenFaults;
import java.util.List;

/** Runs tests on whatever JUnit is on the class path, and prints what came of them. */
final class VersionRun {
  private VersionRun() {}

  public static void main(String[] args) {
    List<Launched.Ended> ended =
        Launched.run(
            Misused.Returning.class,
            Misused.Hidden.class,
            Judged.class,
            Disturbed.Passing.class,
            Disturbed.TimingOut.class);
    ended.stream().map(VersionRun::line).sorted().forEach(System.out::println);
    Crowd.expect(2);
    Launched.run(ParallelTest.PARALLEL, Neighbours.Unannotated.class, Neighbours.Measured.class);
    System.out.println("= beside a measurement: " + (Crowd.most() - 1));
    Crowd.expect(2);
    long passed =
        Launched.run(ParallelTest.PARALLEL, TenFaults.class).stream()
            .filter(test -> test.error().isEmpty())
            .count();
    System.out.println("= ten faults: " + passed + " passed, parallel " + (Crowd.most() > 1));
  }

  private static String line(Launched.Ended test) {
    return "= " + test.name().replaceAll("\\(.*", "") + " " + test.status();
  }
}
