package org.hedui.run;

/** Entry point of every Hedui command. */
public final class Hedui {
  private Hedui() {}

  /** Runs the command line given in {@code args}. */
  public static void main(String[] args) {
    System.out.println("hedui");
  }
}
