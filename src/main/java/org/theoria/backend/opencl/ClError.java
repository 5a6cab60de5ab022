package org.theoria.backend.opencl;

import java.util.Locale;
import org.lwjgl.opencl.CL10;
import org.theoria.backend.BackendException;

/** What the error codes of OpenCL mean, as one line. */
final class ClError {
  /** Of the loader: no driver is installed ({@code cl_khr_icd}). */
  static final int NO_PLATFORM = -1001;

  /** NVIDIA's driver returns this after an access outside a buffer; the context is then gone. */
  private static final int NVIDIA_LOST = -9999;

  private static final int WAIT_LIST_STATUS = -14;

  private ClError() {}

  /** What an operation was doing to which device. */
  record Place(String operation, String device, long bytesInUse, long bytesOfDevice) {}

  /** Throws where the code is an error. */
  static void check(int code, Place place) {
    if (code != CL10.CL_SUCCESS) {
      throw new BackendException(message(code, place));
    }
  }

  static String message(int code, Place place) {
    String where = "opencl: " + place.operation() + ": ";
    return switch (code) {
      case CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE,
          CL10.CL_OUT_OF_RESOURCES,
          CL10.CL_OUT_OF_HOST_MEMORY,
          CL10.CL_INVALID_BUFFER_SIZE ->
          where
              + "out of device memory on "
              + place.device()
              + ", which has "
              + size(place.bytesOfDevice())
              + ", of which this session holds "
              + size(place.bytesInUse())
              + " ("
              + name(code)
              + ")";
      case CL10.CL_DEVICE_NOT_AVAILABLE,
          CL10.CL_INVALID_COMMAND_QUEUE,
          CL10.CL_INVALID_CONTEXT,
          WAIT_LIST_STATUS,
          NVIDIA_LOST ->
          where
              + "the device "
              + place.device()
              + " was lost; what was in its memory is gone ("
              + name(code)
              + ")";
      default -> where + "the driver of " + place.device() + " reports " + name(code);
    };
  }

  /** Bytes, as a reader wants them. */
  static String size(long bytes) {
    return bytes < 0x1p20
        ? bytes + " bytes"
        : bytes < 0x1p30
            ? String.format(Locale.ROOT, "%.0f MiB", bytes / 0x1p20)
            : String.format(Locale.ROOT, "%.1f GiB", bytes / 0x1p30);
  }

  private static String name(int code) {
    return switch (code) {
      case CL10.CL_DEVICE_NOT_AVAILABLE -> "CL_DEVICE_NOT_AVAILABLE";
      case CL10.CL_MEM_OBJECT_ALLOCATION_FAILURE -> "CL_MEM_OBJECT_ALLOCATION_FAILURE";
      case CL10.CL_OUT_OF_RESOURCES -> "CL_OUT_OF_RESOURCES";
      case CL10.CL_OUT_OF_HOST_MEMORY -> "CL_OUT_OF_HOST_MEMORY";
      case CL10.CL_BUILD_PROGRAM_FAILURE -> "CL_BUILD_PROGRAM_FAILURE";
      case CL10.CL_INVALID_BUFFER_SIZE -> "CL_INVALID_BUFFER_SIZE";
      case CL10.CL_INVALID_COMMAND_QUEUE -> "CL_INVALID_COMMAND_QUEUE";
      case CL10.CL_INVALID_CONTEXT -> "CL_INVALID_CONTEXT";
      case CL10.CL_INVALID_KERNEL_ARGS -> "CL_INVALID_KERNEL_ARGS";
      case CL10.CL_INVALID_KERNEL_NAME -> "CL_INVALID_KERNEL_NAME";
      case CL10.CL_INVALID_WORK_GROUP_SIZE -> "CL_INVALID_WORK_GROUP_SIZE";
      default -> "error " + code;
    };
  }
}
