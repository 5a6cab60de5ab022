package org.theoria.arbitraries;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import net.jqwik.api.lifecycle.AroundPropertyHook;
import net.jqwik.api.lifecycle.PropertyExecutionResult;
import net.jqwik.api.lifecycle.PropertyExecutor;
import net.jqwik.api.lifecycle.PropertyLifecycleContext;
import org.theoria.arithmetic.Rational;
import org.theoria.network.Activation;
import org.theoria.network.Network;

/**
 * Quality of shrinking: planted false properties must shrink to the least network that falsifies
 * them.
 */
final class NetworksProperties {

  /** What the falsified sample must have become: widths, then θ. */
  @Retention(RetentionPolicy.RUNTIME)
  @interface ShrinksTo {
    String value();
  }

  /**
   * Turns the expected failure of a planted property into a success, if its sample shrank to what
   * is annotated.
   */
  static final class Planted implements AroundPropertyHook {
    @Override
    public PropertyExecutionResult aroundProperty(
        PropertyLifecycleContext context, PropertyExecutor property) {
      PropertyExecutionResult result = property.execute();
      String expected = context.findAnnotation(ShrinksTo.class).orElseThrow().value();
      String got =
          result
              .falsifiedParameters()
              .map(p -> describe((Network) p.getFirst()))
              .orElse("nothing was falsified");
      assertEquals(expected, got);
      return result.mapToSuccessful();
    }

    private static String describe(Network n) {
      return n.architecture().widths() + " " + Networks.theta(n);
    }
  }

  @Provide
  Arbitrary<Network> networks() {
    return Networks.networks(
        Networks.architectures(1, 5, 4), List.of(Activation.RELU), List.of(Activation.IDENTITY));
  }

  @Property(tries = 200, seed = "1", shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Planted.class)
  @ShrinksTo("[1, 1, 1] [0, 0, 0, 0]")
  boolean noNetworkHasAHiddenLayer(@ForAll("networks") Network n) {
    return n.depth() < 2;
  }

  @Property(tries = 200, seed = "2", shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Planted.class)
  @ShrinksTo("[1, 1] [0, 0]")
  boolean thereIsNoNetwork(@ForAll("networks") Network n) {
    return n.depth() < 1;
  }

  @Property(tries = 200, seed = "3", shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Planted.class)
  @ShrinksTo("[1, 2] [0, 0, 0, 0]")
  boolean outputsAreScalar(@ForAll("networks") Network n) {
    return n.architecture().outputs() == 1;
  }

  @Property(tries = 200, seed = "4", shrinking = ShrinkingMode.FULL)
  @AddLifecycleHook(Planted.class)
  @ShrinksTo("[1, 1, 1] [0, 0, 1, 0]")
  boolean lastWeightsOfDeepNetworksAreNeverPositive(@ForAll("networks") Network n) {
    return n.depth() < 2 || n.weight(n.depth()).get(0, 0).compareTo(Rational.ZERO) <= 0;
  }
}
