package org.hedui.lake;

import java.util.ArrayList;
import java.util.List;
import org.hedui.contract.Layer;
import org.hedui.contract.TableName;

/** The tables that lie in a lake, whether or not a contract still knows them. */
public final class LakeTables {
  private LakeTables() {}

  /** All tables that have been made, layer by layer. */
  public static List<TableName> of(Lake lake) {
    LakeCatalog catalog = new LakeCatalog(lake.spark(), new LakeAddress(lake.root()), true);
    List<TableName> tables = new ArrayList<>();
    catalog
        .tables()
        .forEach(
            (Layer layer, List<String> names) ->
                names.forEach(name -> tables.add(new TableName(layer, name))));
    return tables.stream().filter(lake::exists).toList();
  }
}
