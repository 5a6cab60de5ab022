package org.theoria.cli;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Optional;

/** Why a file cannot be written, in words: some messages of the system are but the file's name. */
final class IoReason {

  private IoReason() {}

  static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException n -> "no such file or folder";
      case AccessDeniedException a -> "permission denied";
      case FileSystemException f ->
          Optional.ofNullable(f.getReason()).orElse(f.getClass().getSimpleName());
      default -> String.valueOf(e.getMessage());
    };
  }
}
