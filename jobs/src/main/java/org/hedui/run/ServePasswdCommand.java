package org.hedui.run;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hedui.contract.HeduiException;
import org.hedui.contract.Layer;
import org.hedui.serve.User;
import org.hedui.serve.UserFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hedui serve passwd}: a user of the endpoint, with password and layers. */
@Command(
    name = "passwd",
    description = {
      "Adds a user of `hedui serve sql`, or gives one another password and other layers.",
      "The password is asked for, or read from the first line of the input; it is kept as a hash."
    })
final class ServePasswdCommand implements Callable<Integer> {
  @Parameters(paramLabel = "NAME", description = "The user's name: small letters, digits, _ . -")
  private String name;

  @Option(names = "--users", paramLabel = "FILE", required = true, description = "File of users.")
  private Path users;

  @Option(
      names = "--layers",
      paramLabel = "LAYER",
      required = true,
      split = ",",
      description = "What the user may read: gold, ops, restricted.")
  private List<Layer> layers;

  @Override
  public Integer call() throws IOException {
    char[] password = password();
    try {
      new UserFile(users).put(new User(name, EnumSet.copyOf(layers)), password);
    } finally {
      Arrays.fill(password, '\0');
    }
    return ExitCodes.DONE;
  }

  private static char[] password() throws IOException {
    Optional<Console> console = Optional.ofNullable(System.console());
    return console.isPresent() ? asked(console.get()) : firstLine();
  }

  private static char[] asked(Console console) {
    char[] password = console.readPassword("Password: ");
    if (!Arrays.equals(password, console.readPassword("Again: "))) {
      throw new HeduiException(
          "USER_WRONG", ExitCodes.WRONG_USE, "The two passwords differ; nothing was changed.");
    }
    return password;
  }

  private static char[] firstLine() throws IOException {
    BufferedReader input =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line = input.readLine();
    return line == null ? new char[0] : line.toCharArray();
  }
}
