package org.theoria.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rows become lanes and come back, below, at and above whole tiles. */
final class BatchLanesTest {

  @ParameterizedTest
  @CsvSource({"1, 1, 3", "5, 8, 0", "63, 64, 2", "64, 64, 5", "65, 72, 5", "200, 200, 1"})
  void rowsBecomeLanesAndComeBack(int count, int stride, int length) {
    double[][] rows = new double[count][length];
    for (int i = 0; i < count; i++) {
      for (int p = 0; p < length; p++) {
        rows[i][p] = 1 + i * length + p;
      }
    }
    BatchLanes lanes = new BatchLanes();
    Arrays.fill(lanes.array(stride * length), Double.NaN); // what another use has left
    double[] turned = lanes.of(rows, stride, length);
    assertEquals(stride * length, turned.length);
    for (int p = 0; p < length; p++) {
      for (int i = 0; i < stride; i++) {
        assertEquals(i < count ? rows[i][p] : 0, turned[p * stride + i], p + ", " + i);
      }
    }
    double[][] back = BatchLanes.rows(turned, count, stride, length);
    assertEquals(count, back.length);
    for (int i = 0; i < count; i++) {
      assertArrayEquals(rows[i], back[i]);
    }
  }
}
