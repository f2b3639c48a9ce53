/**
 * Workers behind an autoscaler: a bounded queue drained by replicas, and a controller that follows
 * the rule of the Kubernetes horizontal pod autoscaler with its time constants scaled down.
 */
@NullMarked
package dev.spike.samples.storefront.workers;

import org.jspecify.annotations.NullMarked;
