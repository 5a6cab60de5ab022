package org.theoria.backend.cuda;

import java.util.Locale;
import org.theoria.backend.BackendException;

/** What the error codes of the driver mean, as one line. */
final class CudaError {
  static final int SUCCESS = 0;
  static final int OUT_OF_MEMORY = 2;
  static final int NO_DEVICE = 100;
  static final int UNSUPPORTED_PTX_VERSION = 222;

  private CudaError() {}

  /** What an operation was doing to which device. */
  record Place(String operation, String device, long bytesInUse, long bytesOfDevice) {}

  /** Throws where the code is an error; the name is the driver's own of it. */
  static void check(int code, String name, Place place) {
    if (code != SUCCESS) {
      throw new BackendException(message(code, name, place));
    }
  }

  /** After these the context is dead: every later call fails with the same code. */
  static boolean isLost(int code) {
    return switch (code) {
      case 4 /* DEINITIALIZED */,
          46 /* DEVICE_UNAVAILABLE */,
          201 /* INVALID_CONTEXT */,
          214 /* ECC_UNCORRECTABLE */,
          220 /* NVLINK_UNCORRECTABLE */,
          700 /* ILLEGAL_ADDRESS */,
          702 /* LAUNCH_TIMEOUT */,
          709 /* CONTEXT_IS_DESTROYED */,
          710 /* ASSERT */,
          714 /* HARDWARE_STACK_ERROR */,
          715 /* ILLEGAL_INSTRUCTION */,
          716 /* MISALIGNED_ADDRESS */,
          717 /* INVALID_ADDRESS_SPACE */,
          718 /* INVALID_PC */,
          719 /* LAUNCH_FAILED */,
          999 /* UNKNOWN */ ->
          true;
      default -> false;
    };
  }

  static String message(int code, String name, Place place) {
    String where = "cuda: " + place.operation() + ": ";
    String error = " (" + name + ", " + code + ")";
    if (code == OUT_OF_MEMORY) {
      return where
          + "out of device memory on "
          + place.device()
          + ", which has "
          + size(place.bytesOfDevice())
          + ", of which this session holds "
          + size(place.bytesInUse())
          + error;
    }
    if (isLost(code)) {
      return where
          + "the device "
          + place.device()
          + " was lost, here or in an operation before; what was in its memory is gone, and this"
          + " program must be started again to use it"
          + error;
    }
    return where + "the driver of " + place.device() + " reports an error" + error;
  }

  /** Bytes, as a reader wants them. */
  static String size(long bytes) {
    return bytes < 0x1p20
        ? bytes + " bytes"
        : bytes < 0x1p30
            ? String.format(Locale.ROOT, "%.0f MiB", bytes / 0x1p20)
            : String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
  }
}
