package org.hedui.serve;

import java.util.Set;
import java.util.TreeSet;
import org.hedui.contract.Layer;

/**
 * Who has logged in.
 *
 * @param name the user's name
 * @param layers the layers whose tables the user may read
 */
public record User(String name, Set<Layer> layers) {
  /** Layers that may be granted: bronze and silver are for runs only. */
  public static final Set<Layer> GRANTABLE = Set.of(Layer.GOLD, Layer.OPS, Layer.RESTRICTED);

  /** Keeps the layers in their order. */
  public User {
    layers = new TreeSet<>(layers);
  }

  /** Whether the user may read a layer. */
  boolean mayRead(Layer layer) {
    return layers.contains(layer);
  }
}
