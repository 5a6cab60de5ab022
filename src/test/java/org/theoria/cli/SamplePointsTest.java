package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A witness about a shallow network whose points are not sorted, or not distinct, says which. */
final class SamplePointsTest {
  private static final String WITNESS =
      """
      {"format":1,"proposition":"%s","target":{"variant":"%s","claim":"lower-bound"},
       "origin":{"seed":1,"index":0,"shrunk":0},
       "instance":{"architecture":[1,1,1],"activations":["relu","identity"],"weights":[[["0"]],[["0"]]],
        "biases":[["1"],["0"]],"sample":{"x":[[%s]],"y":[["0","0","0"]]}},
       "certificate":{"type":"ratio","arithmetic":"rational","ratio":"1/2",
        "left":{"lo":"1/2","hi":"1/2"},"right":{"lo":"1","hi":"1"}}}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "shallow-rank-bounds | corrected | '0','3','1' | sorted-sample does not hold on the instance:"
            + " point 3, 1, comes after point 2, 3",
        "shallow-rank-bounds | stated | '0','1/2','1/2' | distinct-points does not hold on the"
            + " instance: points 2 and 3 are both 1/2",
        "shallow-rank-formula | stated | '2','0','1' | sorted-sample does not hold on the instance:"
            + " point 2, 0, comes after point 1, 2"
      })
  void whichPoints(String id, String variant, String points, String said) {
    String text = WITNESS.formatted(id, variant, points).replace('\'', '"');
    Run run = Run.with(Path.of(""), text, () -> false, 500, "replay", "-");
    assertEquals(ExitCode.SURPRISE, run.code(), run.err() + run.out());
    String out = run.out().replaceAll("\\s+", " ");
    assertTrue(out.contains("hypothesis " + said), out);
  }
}
