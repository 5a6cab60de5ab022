package org.theoria.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * {@code classify --near} on random doubles X, Y (2 × 6) in a .npz, whose eigenvectors are
 * irrational, at points of 2-2-2-2 that are critical but for a relative perturbation.
 */
final class ClassifyNearTest {
  private static final int EXAMPLES = 6;

  @TempDir Path directory;

  private final Random random = new Random(20261122);
  private double[][] regressor = {};

  /** Column k is the eigenvector u_{k+1} of Σ. */
  private double[][] u = {};

  @BeforeEach
  void data() throws IOException {
    double[][] x = gaussian(2, EXAMPLES);
    double[][] y = gaussian(2, EXAMPLES);
    write("data.npz", new String[] {"X", "Y"}, x, y);
    regressor = times(times(y, transpose(x)), inverse(times(x, transpose(x))));
    double[][] sigma = times(regressor, times(x, transpose(y)));
    double angle = 0.5 * Math.atan2(2 * sigma[0][1], sigma[0][0] - sigma[1][1]);
    u =
        new double[][] {
          {Math.cos(angle), -Math.sin(angle)},
          {Math.sin(angle), Math.cos(angle)}
        };
  }

  /** D_1[uᵀR; 0], D_2 diag(1, z) D_1⁻¹, [u, 0] D_2⁻¹ for 𝒮 = {k}. */
  private double[][][] point(int k, double z) {
    double[][] d1 = gaussian(2, 2);
    double[][] d2 = gaussian(2, 2);
    double[][] signal = {{u[0][k - 1], u[1][k - 1]}, {0, 0}};
    double[][] last = {{u[0][k - 1], 0}, {u[1][k - 1], 0}};
    return new double[][][] {
      times(d1, times(signal, regressor)),
      times(d2, times(new double[][] {{1, 0}, {0, z}}, inverse(d1))),
      times(last, inverse(d2))
    };
  }

  private double[][][] minimiser() {
    double[][] d1 = gaussian(2, 2);
    double[][] d2 = gaussian(2, 2);
    return new double[][][] {times(d1, regressor), times(d2, inverse(d1)), inverse(d2)};
  }

  private JsonNode near(int code, double[][][] w, double epsilon, String radius)
      throws IOException {
    for (double[][] layer : w) {
      for (double[] row : layer) {
        for (int j = 0; j < row.length; j++) {
          row[j] += epsilon * random.nextGaussian();
        }
      }
    }
    write("network.npz", new String[] {"W1", "W2", "W3"}, w);
    String[] args = {
      "classify", "--network", "network.npz", "--data", "data.npz", "--near", radius, "--json"
    };
    Run run = Run.of(directory, args);
    assertEquals("", run.err());
    assertEquals(code, run.code(), run.out());
    JsonNode n = new ObjectMapper().readTree(run.out());
    var schema =
        JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
            .getSchema(SchemaLocation.of("classpath:schema/classify.schema.json"));
    assertTrue(schema.validate(n).isEmpty(), () -> schema.validate(n) + " in " + n);
    assertFalse(n.path("exact").asBoolean(true));
    return n;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1 | 0 | 1e-9  | non-strict-saddle | true",
        "1 | 0 | 0     | non-strict-saddle | true",
        "1 | 1 | 1e-9  | strict-saddle     | false",
        "2 | 0 | 1e-9  | strict-saddle     | true",
        "2 | 1 | 1e-10 | strict-saddle     | false"
      })
  void saddles(int k, double z, double epsilon, String name, boolean tightened) throws IOException {
    JsonNode n = near(0, point(k, z), epsilon, "1e-6");
    assertEquals(name, n.path("class").asText());
    JsonNode c = n.path("near");
    assertEquals("[" + k + "]", c.path("subset").toString());
    assertEquals(tightened, c.path("tightened").asBoolean(!tightened));
    assertEquals(name.equals("strict-saddle"), c.path("hessian").path("below").asInt() > 0);
    assertTrue(c.path("distance").asDouble() <= 1000 * epsilon + 1e-13, c.toString());
    // No rational critical point has this 𝒮: the eigenvectors are irrational.
    assertFalse(c.has("rational"));
  }

  @Test
  void minimiserNearby() throws IOException {
    JsonNode n = near(0, minimiser(), 1e-9, "1e-6");
    assertEquals("global-minimiser", n.path("class").asText());
    assertEquals("[1,2]", n.path("near").path("subset").toString());
    assertEquals(0, n.path("near").path("hessian").path("below").asInt());
    JsonNode point = n.path("near").path("rational").path("point");
    assertEquals("global-minimiser", point.path("class").asText());
    assertEquals("[0,8,4]", point.path("inertia").toString());
  }

  /** Too far for its gaps to be clear: no class. */
  @Test
  void undecided() throws IOException {
    JsonNode n = near(1, point(1, 1), 1e-3, "1");
    assertEquals("undecided", n.path("class").asText());
    assertTrue(n.path("reason").asText().contains("not clear"), n.toString());
    JsonNode far = near(1, minimiser(), 1e-4, "1e-7");
    assertFalse(far.path("class").asText().endsWith("minimiser"), far.toString());
  }

  @Test
  void randomPointIsRefused() throws IOException {
    double[][][] w = {gaussian(2, 2), gaussian(2, 2), gaussian(2, 2)};
    JsonNode n = near(1, w, 0, "1e-6");
    assertEquals("not-critical", n.path("class").asText());
    assertEquals("no-critical-point", n.path("near").path("found").asText());
  }

  private double[][] gaussian(int rows, int columns) {
    double[][] m = new double[rows][columns];
    for (double[] row : m) {
      for (int j = 0; j < columns; j++) {
        row[j] = random.nextGaussian();
      }
    }
    return m;
  }

  private static double[][] transpose(double[][] a) {
    double[][] t = new double[a[0].length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a[0].length; j++) {
        t[j][i] = a[i][j];
      }
    }
    return t;
  }

  private static double[][] times(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] inverse(double[][] a) {
    double d = a[0][0] * a[1][1] - a[0][1] * a[1][0];
    return new double[][] {{a[1][1] / d, -a[0][1] / d}, {-a[1][0] / d, a[0][0] / d}};
  }

  private void write(String name, String[] members, double[][]... arrays) throws IOException {
    try (OutputStream out = Files.newOutputStream(directory.resolve(name));
        ZipOutputStream zip = new ZipOutputStream(out)) {
      for (int k = 0; k < members.length; k++) {
        double[][] a = arrays[k];
        String shape = "(" + a.length + ", " + a[0].length + ")";
        byte[] header =
            ("{'descr': '<f8', 'fortran_order': False, 'shape': " + shape + ", }\n")
                .getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
        bytes.write(header.length);
        bytes.write(0);
        bytes.write(header);
        ByteBuffer b = ByteBuffer.allocate(8 * a.length * a[0].length);
        b.order(ByteOrder.LITTLE_ENDIAN);
        for (double[] row : a) {
          for (double v : row) {
            b.putDouble(v);
          }
        }
        bytes.write(b.array());
        zip.putNextEntry(new ZipEntry(members[k] + ".npy"));
        zip.write(bytes.toByteArray());
        zip.closeEntry();
      }
    }
  }
}
