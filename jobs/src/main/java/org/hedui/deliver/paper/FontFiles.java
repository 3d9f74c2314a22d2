package org.hedui.deliver.paper;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hedui.contract.HeduiException;

/**
 * The files that letters are drawn from: one with all usual characters, and some with rare ones,
 * asked in turn. They are TrueType: of fonts with PostScript outlines only the whole could be
 * embedded, tens of megabytes a document.
 *
 * @param files at least one
 */
public record FontFiles(List<Path> files) {
  private static final Path FOLDER = Path.of("/usr/share/fonts/truetype");

  /**
   * The first of them that is there is the main one; OFL, OFL and GPL with an exception for
   * embedding.
   */
  private static final List<Path> MAIN =
      List.of(
          FOLDER.resolve("lxgw-wenkai/LXGWWenKai-Regular.ttf"),
          FOLDER.resolve("arphic/uming.ttc"),
          FOLDER.resolve("wqy/wqy-zenhei.ttc"));

  private static final List<Path> RARE =
      List.of(
          FOLDER.resolve("babelstone/BabelStoneHan.ttf"),
          FOLDER.resolve("hanazono/HanaMinA.ttf"),
          FOLDER.resolve("hanazono/HanaMinB.ttf"));

  /** Copies the list. */
  public FontFiles {
    files = List.copyOf(files);
  }

  /**
   * The fonts of this machine.
   *
   * @param named the main font, if one is named
   * @throws HeduiException FONT_MISSING, exit code 2
   */
  public static FontFiles find(Optional<Path> named) {
    Path main =
        named
            .filter(Files::isReadable)
            .or(
                () ->
                    MAIN.stream()
                        .filter(file -> named.isEmpty() && Files.isReadable(file))
                        .findFirst())
            .orElseThrow(
                () ->
                    new HeduiException(
                        "FONT_MISSING",
                        2,
                        named.map(file -> "There is no font " + file + ". ").orElse("")
                            + "Letters need a Chinese TrueType font: apt-get install"
                            + " fonts-lxgw-wenkai, or name one by --font FILE."));
    return new FontFiles(
        Stream.concat(Stream.of(main), RARE.stream().filter(Files::isReadable)).toList());
  }
}
