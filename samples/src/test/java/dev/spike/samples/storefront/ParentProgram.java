package dev.spike.samples.storefront;

import java.util.concurrent.CountDownLatch;

/** A tiny program that starts a storefront and never ends it, to be killed by a test. */
final class ParentProgram {
  private ParentProgram() {}

  public static void main(String[] args) throws InterruptedException {
    StorefrontProcess child = StorefrontProcess.start(StorefrontOptions.of(args));
    System.out.println("CHILD " + child.pid());
    new CountDownLatch(1).await();
  }
}
