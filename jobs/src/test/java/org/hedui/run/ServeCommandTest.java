package org.hedui.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code hedui serve} says before it needs Spark. */
class ServeCommandTest {
  @TempDir private Path folder;

  private TestTerminal serve(int exitCode, String input, String... args) {
    InputStream before = System.in;
    TestTerminal terminal = new TestTerminal(Map.of("HEDUI_LAKE", folder.toString()));
    try {
      System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
      assertThat(terminal.execute(List.of(), args)).as(terminal.err()).isEqualTo(exitCode);
    } finally {
      System.setIn(before);
    }
    return terminal;
  }

  @Test
  void aUserIsKeptWithAHashInAFileOfItsOwner() throws IOException {
    Path users = folder.resolve("users");
    String file = "--users=" + users;
    serve(0, "correct horse\n", "serve", "passwd", "wang", file, "--layers=gold,ops");
    serve(0, "battery staple\n", "serve", "passwd", "li", file, "--layers", "gold");
    assertThat(Files.readAllLines(users))
        .satisfiesExactly(
            li -> assertThat(li).matches("li:gold:210000\\$\\S+").doesNotContain("battery"),
            wang -> assertThat(wang).matches("wang:gold,ops:210000\\$\\S+"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(users)))
        .isEqualTo("rw-------");
    for (String wrong : new String[] {"serve passwd li:x", "serve passwd 张"}) {
      serve(2, "battery staple\n", (wrong + " " + file + " --layers=gold").split(" "));
    }
    assertThat(serve(2, "short\n", "serve", "passwd", "li", file, "--layers=gold").err())
        .contains("[USER_WRONG]", "12 characters");
    assertThat(serve(2, "battery staple\n", "serve", "passwd", "li", file, "--layers=silver").err())
        .contains("[USER_WRONG]", "gold, ops, restricted");
  }

  @Test
  void nothingIsServedWithoutUsersOrOpenlyBeyondThisMachine() {
    String users = "--users=" + folder.resolve("users");
    assertThat(serve(2, "", "serve", "sql", users).err()).contains("[USERS_WRONG]", "serve passwd");
    serve(0, "correct horse\n", "serve", "passwd", "wang", users, "--layers=gold");
    assertThat(serve(2, "", "serve", "sql", users, "--host=0.0.0.0").err())
        .contains("[TLS_MISSING]", "--tls");
    assertThat(serve(2, "", "serve", "sql", users, "--tls=" + folder.resolve("none")).err())
        .contains("[TLS_WRONG]", "HEDUI_TLS_PASSWORD");
  }
}
