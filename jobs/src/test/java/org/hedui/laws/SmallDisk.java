package org.hedui.laws;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** A file system of its own, ext4 in a file, to which all can happen that happens to disks. */
final class SmallDisk implements AutoCloseable {
  private static final String SIZE = "96M";

  private final Path image;
  private final Path mount;

  private SmallDisk(Path image, Path mount) {
    this.image = image;
    this.mount = mount;
  }

  /** Makes it; where this machine does not allow that, the test is aborted and says so. */
  static SmallDisk make(Path folder) throws IOException {
    SmallDisk disk =
        new SmallDisk(folder.resolve("disk"), Files.createDirectory(folder.resolve("mount")));
    Shell.run("truncate", "-s", SIZE, disk.image.toString());
    try {
      Shell.run("mkfs.ext4", "-q", "-F", disk.image.toString());
      disk.mount();
    } catch (IOException e) {
      Assumptions.abort("A file system can be mounted as root with loop devices only: " + e);
    }
    return disk;
  }

  /** Where it can be written. */
  Path path() {
    return mount;
  }

  /** A script that leaves no byte free. */
  String full() {
    return "dd if=/dev/zero of=" + ballast() + " bs=4k 2>/dev/null || true";
  }

  /** Frees what {@link #full} took. */
  void free() throws IOException {
    Files.delete(ballast());
  }

  /** A script after which nothing can be written; what was written until then is on the disk. */
  String readOnly() {
    return "sync && mount -o remount,abort " + mount;
  }

  /** Mounts it anew, as after a repair. */
  void repair() throws IOException {
    Shell.run("umount", mount.toString());
    mount();
  }

  private Path ballast() {
    return mount.resolve("ballast");
  }

  private void mount() throws IOException {
    Shell.run("mount", "-o", "loop", image.toString(), mount.toString());
  }

  @Override
  public void close() throws IOException {
    Shell.run("umount", mount.toString());
    Files.delete(mount);
    Files.delete(image);
  }
}
