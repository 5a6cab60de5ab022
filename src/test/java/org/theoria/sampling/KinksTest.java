package org.theoria.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.theoria.network.Activation;
import org.theoria.network.Loss;
import org.theoria.network.Network;

class KinksTest {

  private static final NetworkSampler SAMPLER =
      new NetworkSampler(
          2,
          5,
          3,
          3,
          List.of(Activation.RELU, Activation.ABSOLUTE),
          true,
          List.of(new NetworkSampler.Output(Activation.IDENTITY, Loss.SQUARE)),
          false,
          8);

  @Test
  void avoidLeavesNoKinkAndMeetMakesOne() {
    int met = 0;
    for (long i = 0; i < 1_000; i++) {
      Stream s = new Key("kinks", 1).stream(i);
      NetworkSampler.Drawn d = SAMPLER.draw(s);
      met += Kinks.meets(d.network(), d.sample().x()) ? 1 : 0;
      Network off = Kinks.avoid(d.network(), d.sample().x());
      assertFalse(Kinks.meets(off, d.sample().x()), () -> "still on a kink: " + off);
      assertEquals(off, Kinks.avoid(off, d.sample().x()), "off the kinks nothing moves");
      assertEquals(d.network().weights(), off.weights(), "only biases move");
      Network on = Kinks.meet(off, d.sample().x(), s);
      assertTrue(Kinks.meets(on, d.sample().x()), () -> "not on a kink: " + on);
    }
    int before = met;
    assertTrue(met > 100 && met < 900, () -> "on a kink before: " + before);
  }
}
