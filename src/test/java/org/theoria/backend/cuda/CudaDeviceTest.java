package org.theoria.backend.cuda;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.theoria.backend.TestMatrices.eighths;
import static org.theoria.backend.TestMatrices.factor;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.theoria.backend.BackendException;
import org.theoria.backend.BatchSamples;
import org.theoria.backend.DeviceMatrix;
import org.theoria.backend.Form;
import org.theoria.backend.NetworkBatch;
import org.theoria.backend.Optimiser;
import org.theoria.backend.Precision;
import org.theoria.backend.WeightDecay;
import org.theoria.backend.ejml.EjmlBackend;
import org.theoria.backend.model.DeviceModel;
import org.theoria.backend.model.Model;
import org.theoria.network.Activation;
import org.theoria.network.Architecture;
import org.theoria.network.Loss;
import org.theoria.network.Parameters;
import org.theoria.sampling.Key;
import org.theoria.sampling.Stream;

/** What is CUDA's own: products, memory, transfers, threads, errors. Skipped without a device. */
final class CudaDeviceTest {

  private static CudaDevice device() {
    return switch (TestedCuda.found()) {
      case CudaDevice.Found.Ready(CudaDevice device) -> device;
      case CudaDevice.Found.Missing(String reason) -> Assumptions.abort("cuda: " + reason);
    };
  }

  @BeforeEach
  void skipWithoutADevice() {
    assertTrue(device().processors() > 0);
  }

  /** Sums of multiples of 1/64 are exact, in whatever order: all products agree to the bit. */
  @ParameterizedTest
  @EnumSource
  void cublasAndBothOfOurKernelsGiveTheSameProducts(Precision p) {
    Stream r = new Key("cuda/products", 1).stream(0);
    // enough for a tile of 64 × 64 on each multiprocessor, so that the larger tiles are taken
    int side = 64 * (int) Math.ceil(Math.sqrt(device().processors())) - 7;
    int[][] sizes = {{1, 1, 1}, {65, 17, 30}, {3, 100, 70}, {128, 0, 5}, {side, 33, side + 5}};
    try (CudaSession own = CudaBackend.session(device(), p, false);
        CudaSession cublas = CudaBackend.session(device(), p, true)) {
      for (int[] size : sizes) {
        for (Form fa : Form.values()) {
          for (Form fb : Form.values()) {
            double[] a = eighths(r, size[0] * size[1]);
            double[] b = eighths(r, size[1] * size[2]);
            double[] c = eighths(r, size[0] * size[2]);
            double[][] results = new double[2][];
            for (int i = 0; i < 2; i++) {
              CudaSession s = i == 0 ? own : cublas;
              DeviceMatrix x = factor(s, fa, size[0], size[1], a);
              DeviceMatrix y = factor(s, fb, size[1], size[2], b);
              DeviceMatrix z = s.upload(size[0], size[2], c);
              s.multiply(-2, x, fa, y, fb, 0.5, z);
              results[i] = s.download(z);
            }
            assertArrayEquals(results[0], results[1]);
          }
        }
      }
    }
  }

  private static void use(long[] inUse) {
    try (CudaSession s = CudaBackend.session(device(), Precision.FLOAT64, true)) {
      DeviceMatrix a = s.upload(1000, 1000, new double[1_000_000]);
      s.multiply(a, s.zeros(1000, 1000), s.zeros(1000, 1000));
      s.sum(a);
      inUse[0] = s.engine().bytesInUse();
      assertTrue(inUse[0] > 24_000_000);
    }
  }

  @Test
  void aClosedSessionHoldsNothing() {
    long[] inUse = new long[1];
    use(inUse); // what the driver and cuBLAS keep for good is taken now
    long before = TestedCuda.freeBytes();
    use(inUse);
    assertEquals(before, TestedCuda.freeBytes());
  }

  /** A step sends nothing, and nothing comes back before the end. */
  @Test
  void aTrainingRunStaysOnTheDevice() {
    try (CudaSession s = CudaBackend.session(device(), Precision.FLOAT64, true)) {
      Architecture a = Architecture.of(2, 5, 3);
      List<Activation> activations = List.of(Activation.RELU, Activation.SOFTMAX);
      DeviceModel n = new DeviceModel(s, Model.of(a, activations, Loss.CROSS_ENTROPY, true));
      Stream r = new Key("cuda/resident", 1).stream(0);
      n.write(eighths(r, n.parameterCount()));
      DeviceMatrix x = s.upload(2, 4, eighths(r, 8));
      DeviceMatrix y = s.upload(3, 4, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 1, 0);
      n.start(Optimiser.Adam.of(0.01));
      double before = n.loss(x, y);
      long transfers = s.engine().transfers();
      for (int t = 1; t <= 50; t++) {
        n.backpropagate(x, y, 0);
        n.step(t, 1, new WeightDecay.None());
      }
      assertEquals(transfers, s.engine().transfers());
      assertTrue(n.loss(x, y) < before);
    }
  }

  /** More than the pinned memory at once, and many small pieces that use it up unnoticed. */
  @ParameterizedTest
  @EnumSource
  void whatIsSentArrives(Precision p) {
    Stream r = new Key("cuda/sent", 1).stream(0);
    try (CudaSession s = CudaBackend.session(device(), p, false)) {
      double[] large = eighths(r, 2_500_000); // 10 or 20 MB, through 8 MiB
      assertArrayEquals(large, s.download(s.upload(2500, 1000, large)));
      int columns = 4001; // 16 kB of indices a time, 16 MB in all
      DeviceMatrix source = s.upload(1, columns, eighths(r, columns));
      double[] from = s.download(source);
      DeviceMatrix[] targets = new DeviceMatrix[20];
      int[][] chosen = new int[targets.length][columns];
      for (int round = 0; round < 1000; round++) {
        int i = round % targets.length;
        targets[i] = round < targets.length ? s.zeros(1, columns) : targets[i];
        chosen[i] = new int[columns];
        for (int j = 0; j < columns; j++) {
          chosen[i][j] = r.nextInt(columns);
        }
        s.gather(source, chosen[i], targets[i]);
      }
      for (int i = 0; i < targets.length; i++) {
        double[] got = s.download(targets[i]);
        for (int j = 0; j < columns; j++) {
          assertEquals(from[chosen[i][j]], got[j]);
        }
      }
    }
  }

  @Test
  void aSessionMayBeHandedToAnotherThread() throws InterruptedException {
    double[] sum = new double[1];
    try (CudaSession s = CudaBackend.session(device(), Precision.FLOAT64, true)) {
      DeviceMatrix m = s.upload(2, 2, 1, 2, 3, 4);
      Thread other =
          new Thread(
              () -> {
                DeviceMatrix square = s.zeros(2, 2);
                s.multiply(m, m, square);
                sum[0] = s.sum(square);
              });
      other.start();
      other.join();
    }
    assertEquals(54, sum[0]);
  }

  /** Workspaces in shared memory, by 64 and by 32 threads, and outside of it. */
  @ParameterizedTest
  @EnumSource
  void batchesOfEverySize(Precision p) {
    List<Activation> activations = List.of(Activation.TANH, Activation.SQUARE);
    for (int width : new int[] {2, 9, 14, 40}) {
      Architecture a = Architecture.of(2, width, 3);
      assertTrue(CudaBatch.fits(a));
      Stream r = new Key("cuda/batch", 1).stream(width);
      int n = 130;
      double[][] theta = new double[n][];
      for (int i = 0; i < n; i++) {
        theta[i] = eighths(r, new Parameters(a).count());
      }
      BatchSamples samples = BatchSamples.shared(3, eighths(r, 6), eighths(r, 9));
      try (NetworkBatch got = TestedCuda.backend().batch(a, activations, Loss.SQUARE, p);
          NetworkBatch reference =
              new EjmlBackend().batch(a, activations, Loss.SQUARE, Precision.FLOAT64)) {
        got.upload(theta, samples);
        reference.upload(theta, samples);
        NetworkBatch.Gradients x = got.lossAndGradient();
        NetworkBatch.Gradients e = reference.lossAndGradient();
        for (int i = 0; i < n; i++) {
          // up to 40 terms of size 3·3 in a squared output, its square, three examples: 2¹²
          // roundings
          double bound = 0x1p12 * p.unitRoundoff() * (1 + Math.abs(e.losses()[i]));
          assertEquals(e.losses()[i], x.losses()[i], bound);
          assertArrayEquals(e.gradients()[i], x.gradients()[i], 16 * bound);
        }
      }
    }
    try (NetworkBatch large =
        TestedCuda.backend()
            .batch(Architecture.of(30, 30, 3), activations, Loss.SQUARE, Precision.FLOAT64)) {
      assertTrue(!(large instanceof CudaBatch), "one after the other");
    }
  }

  @Test
  void outOfMemorySaysHowMuchThereIs() {
    try (CudaSession s = CudaBackend.session(device(), Precision.FLOAT64, false)) {
      Assumptions.assumeTrue(device().memory() < 8L * 46_000 * 46_000, "the device takes 15 GiB");
      BackendException e = assertThrows(BackendException.class, () -> s.zeros(46_000, 46_000));
      assertTrue(
          String.valueOf(e.getMessage())
              .matches(
                  "cuda: memory of 15.8 GiB: out of device memory on .*, which has [0-9.]+ GiB, of"
                      + " which this session holds .* \\(CUDA_ERROR_OUT_OF_MEMORY, 2\\)"),
          e.getMessage());
      assertEquals(3, s.sum(s.upload(1, 2, 1, 2)), "the session goes on");
    }
  }

  @Test
  void afterALostDeviceEverythingSaysSo() throws Exception {
    String home = System.getProperty("java.home");
    ProcessBuilder program =
        new ProcessBuilder(
            Path.of(home, "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            TestedCuda.library().map(path -> "-D" + TestedCuda.PROPERTY + "=" + path).orElse("-D_"),
            "-cp",
            System.getProperty("java.class.path"),
            LostDevice.class.getName());
    Process process = program.redirectErrorStream(true).start();
    List<String> lines =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
            .lines()
            .toList();
    assertEquals(0, process.waitFor());
    assertEquals(3, lines.size(), lines.toString());
    for (String line : lines) {
      assertTrue(line.matches("cuda: .* was lost, .*\\(CUDA_ERROR_ILLEGAL_ADDRESS, 700\\)"), line);
    }
  }

  /** Drivers that fail, made by src/test/cuda/build beside the one that runs the kernels. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-device | the driver is there, but it has no device (CUDA_ERROR_NO_DEVICE, 100)",
        "mismatch | the driver does not start (CUDA_ERROR_SYSTEM_DRIVER_MISMATCH, 803)",
        "old-driver | the driver is too old: it is for CUDA 9.2, the kernels need 10.0",
        "old-device | NAME has compute capability 6.0, the kernels need 7.5",
        "other-ptx | the driver does not compile the kernels for NAME: the library was made from"
            + " another PTX (CUDA_ERROR_INVALID_PTX, 218)",
        "nothing | no NVIDIA driver is installed (its library PATH is not there)"
      })
  void aDriverThatFailsIsNamed(String fault, String reason) {
    Path here = Path.of(TestedCuda.library().orElse("")).toAbsolutePath();
    Assumptions.assumeTrue(
        here.endsWith("libcuda-processor.so"), "the drivers of src/test/cuda/build are not in use");
    Path library = here.resolveSibling("libcuda-" + fault + ".so");
    assertEquals(!fault.equals("nothing"), Files.exists(library));
    assertEquals(
        new CudaDevice.Found.Missing(
            reason.replace("NAME", device().name()).replace("PATH", library.toString())),
        CudaDevice.find(List.of(library.toString()), List.of("none")));
  }
}
